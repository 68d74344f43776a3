package exoscope.grading.bench;

import exoscope.grading.bench.KernelBench.Row;
import exoscope.hw.Machine;
import exoscope.hw.MachineConfig;
import exoscope.hw.elf.ElfImage;
import exoscope.hw.trace.TraceSink;
import exoscope.kernel.Kernel;
import exoscope.kernel.KernelConfig;
import exoscope.kernel.Processor;
import exoscope.libos.runtime.MipsUserCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a MIPS program takes in emulated cycles for the operations of the paper's Table 10, and for exceptions, with handlers
 * and a page table of its own: {@code labs/programs/paging.c}.
 */
final class PagingBench {
    private static final double MHZ = 25;
    /** The instruction that faults, and the five of a handler that goes on after it. */
    private static final int AROUND_DISPATCH = 6;

    private static final String OURS = "a binary search in 100 entries, compiled by GCC";

    private PagingBench() {}

    static List<Row> run(Path folder) throws IOException {
        Map<String, Double> cycles = measured(folder);
        return List.of(
                row(
                        "procedure call",
                        of(cycles, "procedure-call"),
                        0.28,
                        "jal, jr and their delay slots (Table 4); the paper's are not said, and take 7 cycles"),
                exception("exception, unaligned", of(cycles, "unaligned")),
                exception("exception, overflow", of(cycles, "overflow")),
                exception("exception, coprocessor", of(cycles, "coprocessor")),
                row(
                        "dirty",
                        of(cycles, "dirty"),
                        9.8,
                        OURS + "; ExOS's code is not stated, and the paper calls it immature (Table 10)"),
                row(
                        "prot1",
                        of(cycles, "prot1"),
                        16.9,
                        "dirty, and a call; over half of the paper's is its page table"),
                row(
                        "prot100",
                        of(cycles, "prot100"),
                        109,
                        "one protRange, and a hundred entries of the program's table (Table 10)"),
                row(
                        "unprot100",
                        of(cycles, "unprot100"),
                        143,
                        "the same; protRange holds what it allows against what each page was mapped with, where Aegis"
                                + " checks a capability for each"),
                row(
                        "trap",
                        of(cycles, "trap"),
                        4.8,
                        "store to a read-only page, to a handler in C and back: saves 17 registers, HI and LO"),
                row("appel1", of(cycles, "appel1"), 34, "prot1, trap and unprot; the paper's with a slower page table"),
                row("appel2", of(cycles, "appel2"), 22, "prot100, trap and unprot, a page; the same"));
    }

    private static Row row(String name, double cycles, double microseconds, String reason) {
        return Row.of(name, cycles, microseconds * MHZ, reason);
    }

    private static Row exception(String name, double cycles) {
        return row(name, cycles - AROUND_DISPATCH, 1.5, "raised by a MIPS program, to its own handler (Table 5)");
    }

    private static double of(Map<String, Double> cycles, String name) {
        return Objects.requireNonNull(cycles.get(name), name);
    }

    private static Map<String, Double> measured(Path folder) throws IOException {
        ElfImage program = ElfImage.parse(Files.readAllBytes(folder.resolve("paging.elf")));
        Machine machine = new Machine(MachineConfig.DEFAULT, TraceSink.NONE);
        Kernel kernel = new Kernel(machine, new KernelConfig(1, Probe.SLICE));
        Processor processor = new Processor(kernel, 100 * Probe.SLICE);
        MipsUserCode code = new MipsUserCode(kernel, kernel.createEnvironment("paging", 0), program);
        processor.append(1, code);
        processor.run(1000 * Probe.SLICE);
        if (code.ending().code() != 0) {
            throw new IllegalStateException("paging: " + code.ending());
        }
        Map<String, Double> tenths = new HashMap<>();
        for (String line : machine.console().text().lines().toList()) {
            int space = line.indexOf(' ');
            tenths.put(line.substring(0, space), Integer.parseInt(line.substring(space + 1)) / 10.0);
        }
        return tenths;
    }
}
