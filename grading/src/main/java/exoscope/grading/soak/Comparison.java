package exoscope.grading.soak;

import exoscope.hw.cpu.Engine;
import exoscope.hw.cpu.Isa;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs one program on both engines and on QEMU, and says whether they agree. */
final class Comparison {
    private static final int QEMU_SECONDS = 10;
    private static final long MOST_CYCLES = 1_000_000_000;

    private final Path folder;
    private final @Nullable Path kept;

    /**
     * @param folder for files in passing
     * @param kept where programs go whose results differ, or null
     */
    Comparison(Path folder, @Nullable Path kept) {
        this.folder = folder;
        this.kept = kept;
    }

    /**
     * Compares, and notes it.
     *
     * @param elsewhere what is known of the results without this machine and QEMU, or null
     */
    void compare(Tally tally, String name, byte[] elf, Isa isa, @Nullable Expectation elsewhere) {
        Path file = folder.resolve("program.elf");
        write(file, elf);
        if (!file.toFile().setExecutable(true)) {
            throw new SoakException("cannot make " + file + " executable, which QEMU asks for");
        }
        Output qemu = Tool.QEMU.run(folder, QEMU_SECONDS, List.of("program.elf"));
        if (qemu == null) {
            tally.skip("QEMU does not end in time");
            return;
        }
        Emulation interpreted = Emulation.of(elf, isa, Engine.INTERPRETER, MOST_CYCLES);
        Emulation translated = Emulation.of(elf, isa, Engine.TRANSLATOR, MOST_CYCLES);
        if (!interpreted.finished() && !translated.finished()) {
            tally.unfinished("%s: ended in QEMU with %d, on neither engine within %,d cycles (%s)"
                    .formatted(name, qemu.exit(), MOST_CYCLES, interpreted.reason()));
            keep(name, elf);
            return;
        }
        String difference = difference(interpreted, translated, qemu, elsewhere);
        tally.add(name, interpreted, translated, difference);
        if (!difference.isEmpty()) {
            keep(name, elf);
        }
    }

    private void keep(String name, byte[] elf) {
        if (kept != null) {
            write(kept.resolve(name.replace('/', '_') + ".elf"), elf);
        }
    }

    private static String difference(
            Emulation interpreted, Emulation translated, Output qemu, @Nullable Expectation elsewhere) {
        if (!interpreted.output().equals(qemu)) {
            return "the interpreter ended with %s (%s), QEMU with %s"
                            .formatted(interpreted.output().exit(), interpreted.reason(), qemu.exit())
                    + place(interpreted.output().printed(), qemu.printed());
        }
        if (!translated.output().equals(qemu)) {
            return "the translator ended with %s (%s), QEMU with %s"
                            .formatted(translated.output().exit(), translated.reason(), qemu.exit())
                    + place(translated.output().printed(), qemu.printed());
        }
        if (interpreted.cycles() != translated.cycles() || interpreted.instructions() != translated.instructions()) {
            return "%d cycles and %d instructions in the interpreter, %d and %d in the translator"
                    .formatted(
                            interpreted.cycles(),
                            interpreted.instructions(),
                            translated.cycles(),
                            translated.instructions());
        }
        return elsewhere == null || elsewhere.isMetBy(qemu)
                ? ""
                : "it ought to end with %d as on the host or by its own checks, in QEMU it ended with %d"
                        .formatted(elsewhere.exit(), qemu.exit());
    }

    private static String place(String one, String other) {
        int at = 0;
        while (at < Math.min(one.length(), other.length()) && one.charAt(at) == other.charAt(at)) {
            at++;
        }
        return at == one.length() && at == other.length() ? "" : ", output differs at byte " + at;
    }

    private static void write(Path file, byte[] bytes) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new SoakException("cannot write " + file, e);
        }
    }
}
