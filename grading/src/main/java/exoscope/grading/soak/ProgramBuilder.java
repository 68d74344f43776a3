package exoscope.grading.soak;

import exoscope.hw.cpu.Isa;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compiles C for the machine, with the little of a C library that is kept in this package's resources. */
final class ProgramBuilder {
    private static final int SECONDS = 60;
    private static final List<String> PARTS = List.of("runtime", "arithmetic");
    private static final List<String> COMMON = List.of(
            "-mabi=32",
            "-mfp32",
            "-mhard-float",
            "-mno-abicalls",
            "-fno-pic",
            "-nostdlib",
            "-static",
            "-G0",
            "-fno-strict-aliasing",
            "-fwrapv",
            "-w",
            "-I/usr/include/csmith");

    private final Path folder;

    /** @param folder for files in passing */
    ProgramBuilder(Path folder) {
        this.folder = folder;
        for (String file : List.of("start.S", "program.ld", "runtime.c", "arithmetic.c")) {
            unpack(file);
        }
        for (Isa isa : Isa.values()) {
            for (String part : PARTS) {
                List<String> arguments = new ArrayList<>(List.of(
                        "-O2",
                        "-ffreestanding",
                        "-fno-builtin",
                        "-fno-tree-loop-distribute-patterns",
                        "-c",
                        part + ".c",
                        "-o",
                        part + isa.label() + ".o"));
                arguments.addAll(flags(isa));
                Output output = Tool.CROSS_COMPILER.run(folder, SECONDS, arguments);
                if (output == null || output.exit() != 0) {
                    throw new SoakException("the cross compiler cannot compile " + part + ".c of the run-time library");
                }
            }
        }
    }

    private void unpack(String name) {
        try (InputStream in = ProgramBuilder.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + name);
            }
            Files.write(folder.resolve(name), in.readAllBytes());
        } catch (IOException e) {
            throw new SoakException("cannot write " + folder.resolve(name), e);
        }
    }

    private static List<String> flags(Isa isa) {
        List<String> flags = new ArrayList<>(COMMON);
        flags.add(isa == Isa.MIPS_I ? "-march=r3000" : "-march=mips32r2");
        return flags;
    }

    /** The program for the machine, or null if it does not compile or needs what is not there. */
    byte @Nullable [] cross(Path source, Isa isa, String optimisation) {
        List<String> arguments = new ArrayList<>(flags(isa));
        arguments.addAll(List.of(
                optimisation,
                "-Wl,--build-id=none,-z,max-page-size=4096,-T,program.ld",
                "-o",
                "built.elf",
                "start.S",
                source.toAbsolutePath().toString()));
        PARTS.forEach(part -> arguments.add(part + isa.label() + ".o"));
        Output output = Tool.CROSS_COMPILER.run(folder, SECONDS, arguments);
        if (output == null || output.exit() != 0) {
            return null;
        }
        try {
            return Files.readAllBytes(folder.resolve("built.elf"));
        } catch (IOException e) {
            throw new SoakException("cannot read " + folder.resolve("built.elf"), e);
        }
    }

    /** What the program does on the host, or null if it does not compile there or takes too long. */
    @Nullable
    Output host(Path source, int seconds) {
        Output compiled = Tool.HOST_COMPILER.run(
                folder,
                SECONDS,
                List.of(
                        "-O1",
                        "-w",
                        "-fwrapv",
                        "-fno-strict-aliasing",
                        "-I/usr/include/csmith",
                        "-o",
                        "host",
                        source.toAbsolutePath().toString()));
        boolean ready = compiled != null && compiled.exit() == 0;
        return ready ? Tool.run(List.of(folder.resolve("host").toAbsolutePath().toString()), folder, seconds) : null;
    }
}
