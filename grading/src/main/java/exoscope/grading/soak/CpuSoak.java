package exoscope.grading.soak;

import exoscope.hw.cpu.Isa;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The campaigns against the CPU: programs by csmith, programs in a folder, and random sequences of instructions. */
public final class CpuSoak {
    private static final int CSMITH_SECONDS = 20;
    private static final int HOST_SECONDS = 2;
    private static final int NOTE_EVERY = 100;
    private static final List<String> OPTIMISATIONS = List.of("-O2", "-O1", "-Os", "-O0");

    private final Path folder;
    private final String path;
    private final Comparison comparison;
    private final Consumer<String> progress;

    /**
     * @param folder an empty one, for files in passing
     * @param kept where programs go whose results differ, or null
     * @param path folders to find tools in, as the environment's PATH has them
     * @param progress takes sentences about how far it is
     */
    public CpuSoak(Path folder, @Nullable Path kept, String path, Consumer<String> progress) {
        this.folder = folder;
        this.progress = progress;
        comparison = new Comparison(folder, kept);
        this.path = path;
        Tool.QEMU.require(path);
    }

    /** Programs by csmith, half of them for MIPS32, compared with the host as well. */
    public Tally csmith(int programs, long seed) {
        Tool.CSMITH.require(path);
        Tool.CROSS_COMPILER.require(path);
        Tool.HOST_COMPILER.require(path);
        ProgramBuilder builder = new ProgramBuilder(folder);
        Tally tally = new Tally("csmith");
        for (int i = 0; i < programs; i++) {
            long own = seed + i;
            Path source = folder.resolve("random.c");
            Output made = Tool.CSMITH.run(
                    folder,
                    CSMITH_SECONDS,
                    List.of(
                            "--seed",
                            Long.toString(own),
                            "--no-packed-struct",
                            "-o",
                            source.getFileName().toString()));
            Output host = made == null ? null : builder.host(source, HOST_SECONDS);
            if (made == null) {
                tally.skip("csmith does not end in time");
            } else if (host == null) {
                tally.skip("the host does not compile it or does not end in time");
            } else {
                Isa isa = i % 2 == 0 ? Isa.MIPS_I : Isa.MIPS32_R2;
                String optimisation = OPTIMISATIONS.get(i / 2 % OPTIMISATIONS.size());
                compile(tally, "csmith seed " + own, builder, source, isa, optimisation, Expectation.of(host));
            }
            note(tally, i + 1, programs);
        }
        return tally;
    }

    /** All C programs directly in a folder, such as GCC's c-torture; they check themselves and exit with 0. */
    public Tally torture(Path programs) {
        Tool.CROSS_COMPILER.require(path);
        ProgramBuilder builder = new ProgramBuilder(folder);
        Tally tally = new Tally("torture");
        List<Path> sources = sources(programs);
        for (int i = 0; i < sources.size(); i++) {
            Path source = sources.get(i);
            compile(tally, source.getFileName().toString(), builder, source, Isa.MIPS_I, "-O2", Expectation.PASSED);
            note(tally, i + 1, sources.size());
        }
        return tally;
    }

    private static List<Path> sources(Path programs) {
        try (Stream<Path> files = Files.list(programs)) {
            return files.filter(file -> file.toString().endsWith(".c")).sorted().toList();
        } catch (IOException e) {
            throw new SoakException("cannot read the folder " + programs, e);
        }
    }

    private void compile(
            Tally tally,
            String name,
            ProgramBuilder builder,
            Path source,
            Isa isa,
            String optimisation,
            Expectation expected) {
        byte[] elf = builder.cross(source, isa, optimisation);
        if (elf == null) {
            tally.skip("it does not link with the small run-time library");
        } else {
            comparison.compare(tally, name + " " + isa.label() + optimisation, elf, isa, expected);
        }
    }

    /** Random sequences of instructions, half of them with those of MIPS32; registers and memory are compared. */
    public Tally sequences(int sequences, long seed) {
        Tally tally = new Tally("sequences");
        for (int i = 0; i < sequences; i++) {
            long own = seed + i;
            Isa isa = i % 2 == 0 ? Isa.MIPS_I : Isa.MIPS32_R2;
            byte[] elf = new RandomSequence(own, isa).elf();
            comparison.compare(tally, "sequence seed " + own + " " + isa.label(), elf, isa, null);
            note(tally, i + 1, sequences);
        }
        return tally;
    }

    private void note(Tally tally, int done, int all) {
        if (done % NOTE_EVERY == 0 || done == all) {
            progress.accept("%s: %d of %d, %d ran, %d skipped, %d unfinished, %d differ"
                    .formatted(
                            tally.name(),
                            done,
                            all,
                            tally.ran(),
                            tally.skipped(),
                            tally.unfinished().size(),
                            tally.differences().size()));
        }
    }
}
