package exoscope.grading.bench;

import exoscope.grading.bench.MechanismBench.Figure;
import exoscope.hw.Machine;
import exoscope.hw.MachineConfig;
import exoscope.hw.elf.ElfImage;
import exoscope.hw.trace.TraceSink;
import exoscope.kernel.Kernel;
import exoscope.kernel.KernelConfig;
import exoscope.kernel.Processor;
import exoscope.kernel.UserCode;
import exoscope.libos.metered.AllowList;
import exoscope.libos.metered.GuestCode;
import exoscope.libos.metered.SourceFile;
import exoscope.libos.runtime.GuestHost;
import exoscope.libos.runtime.JavaUserCode;
import exoscope.libos.runtime.MipsUserCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Heap that machines and environments keep in use, in MiB: what is left of them after a collection. */
public final class MemoryBench {
    private static final int ENVIRONMENTS = 1000;
    private static final long SLICE = 5_000;
    private static final double MIB = 1 << 20;

    /** Waits for an upcall that never comes. */
    private static final String IDLER = """
            package bench;
            import exoscope.libos.*;
            public class Guest implements LibOs {
                public int run(Env env) {
                    while (true) env.waitForUpcall();
                }
                public void onTlbMiss(Env env, int page, boolean store) {}
            }
            """;

    private final List<Figure> figures = new ArrayList<>();

    private MemoryBench() {}

    /** How the code of the environment with a number is made. */
    private interface Maker {
        UserCode make(Kernel kernel, int env);
    }

    /** A machine with everything that runs on it. */
    private record World(Machine machine, Processor processor, List<UserCode> codes) {}

    /**
     * Measures everything; takes some seconds.
     *
     * @param programs folder of the guest programs
     */
    public static List<Figure> run(Path programs) throws IOException {
        MemoryBench bench = new MemoryBench();
        ElfImage sort = GuestRun.program(programs, "sort");
        ElfImage loop = ElfImage.parse(Files.readAllBytes(programs.resolve("loop.elf")));
        return GuestHost.call(() -> bench.figures(sort, loop));
    }

    private List<Figure> figures(ElfImage sort, ElfImage loop) {
        world(1, (kernel, env) -> new MipsUserCode(kernel, env, loop)); // loads the classes
        double machine = mebibytes(Heap.cost(() -> new Machine(MachineConfig.DEFAULT, TraceSink.NONE)));
        add("machine of 16 MiB, with its disk of 8 MiB", machine);
        add("the same under the kernel, its program translated", mebibytes(Heap.cost(() -> sorted(sort))));
        add("1,000 environments that never ran", environments(machine, MemoryBench::bare));
        add(
                "1,000 idle environments of MIPS code",
                environments(machine, () -> world(ENVIRONMENTS, (kernel, env) -> new MipsUserCode(kernel, env, loop))));
        add("1,000 idle environments of metered Java", environments(machine, this::javaWorld));
        return figures;
    }

    private static Object sorted(ElfImage sort) {
        GuestRun run = new GuestRun(sort, TraceSink.NONE);
        run.run(10_000_000);
        return run;
    }

    private static Object bare() {
        Kernel kernel = kernel();
        for (int i = 0; i < ENVIRONMENTS; i++) {
            kernel.createEnvironment("idle", 0);
        }
        return kernel;
    }

    private World javaWorld() {
        GuestCode code = GuestCode.compile(
                        List.of(new SourceFile("bench/Guest.java", IDLER)),
                        AllowList.withKit("exoscope.libos.LibOs", "exoscope.libos.Env", "exoscope.kernel"))
                .code()
                .orElseThrow();
        return world(ENVIRONMENTS, (kernel, env) -> new JavaUserCode(kernel, env, code, "bench.Guest", 1 << 20));
    }

    private static Kernel kernel() {
        Machine machine = new Machine(MachineConfig.DEFAULT, TraceSink.NONE);
        return new Kernel(machine, new KernelConfig(1, SLICE, ENVIRONMENTS));
    }

    /** Environments that have had a slice each. */
    private static World world(int environments, Maker maker) {
        Kernel kernel = kernel();
        Processor processor = new Processor(kernel, SLICE);
        List<UserCode> codes = new ArrayList<>();
        for (int i = 0; i < environments; i++) {
            int env = kernel.createEnvironment("idle", 0);
            UserCode code = maker.make(kernel, env);
            codes.add(code);
            processor.append(env, code);
        }
        processor.run(kernel.machine().clock().now() + 2 * SLICE * environments);
        return new World(kernel.machine(), processor, codes);
    }

    /** What environments cost beside their machine. */
    private double environments(double machine, Supplier<?> made) {
        return mebibytes(Heap.cost(made)) - machine;
    }

    private static double mebibytes(long bytes) {
        return bytes / MIB;
    }

    private void add(String name, double value) {
        figures.add(new Figure(name, value, "MiB"));
    }
}
