package exoscope.grading.bench;

import exoscope.hw.Machine;
import exoscope.hw.MachineConfig;
import exoscope.hw.cpu.Engine;
import exoscope.hw.cpu.ExceptionCode;
import exoscope.hw.elf.ElfImage;
import exoscope.hw.trace.HwEvent;
import exoscope.hw.trace.TraceEntry;
import exoscope.kernel.Kernel;
import exoscope.kernel.KernelConfig;
import exoscope.kernel.Processor;
import exoscope.libos.runtime.MipsUserCode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** How fast guest programs run under the kernel, on both engines. */
public final class CpuBench {
    private static final List<String> PROGRAMS = List.of("sieve", "sort", "matrix", "chase", "copy");
    private static final long SLICE = 390_625;
    private static final long WINDOW = 4_000_000;
    private static final int FEWEST_WINDOWS = 10;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    private CpuBench() {}

    /**
     * One program on one engine.
     *
     * @param mips million instructions a second of the machine's thread, median of the second half of the run
     * @param tlbMisses TLB misses of the whole run
     * @param translations regions translated
     * @param secondsTo90Percent the thread's CPU time before the first window with 90 % of the median
     */
    public record Result(
            String name, String engine, double mips, long tlbMisses, int translations, double secondsTo90Percent) {}

    /** Instructions and CPU nanoseconds between two stops, {@link #WINDOW} cycles apart. */
    private record Window(long instructions, long nanos) {
        double mips() {
            return instructions * 1e3 / Math.max(1, nanos);
        }
    }

    /**
     * Measures all programs; takes half a minute.
     *
     * @param programs folder of the guest programs
     * @param progress is given each result as soon as it is there
     * @throws IllegalStateException if a program does not do what it should
     */
    public static List<Result> run(Path programs, Consumer<Result> progress) throws IOException {
        List<Result> results = new ArrayList<>();
        for (String name : PROGRAMS) {
            ElfImage image = GuestRun.program(programs, name);
            for (Engine engine : Engine.values()) {
                Result result = new CpuBench().measure(name, image, engine);
                progress.accept(result);
                results.add(result);
            }
        }
        return results;
    }

    private Result measure(String name, ElfImage image, Engine engine) {
        long[] misses = {0};
        Machine machine = new Machine(MachineConfig.DEFAULT.withEngine(engine), entry -> misses[0] += misses(entry));
        Kernel kernel = new Kernel(machine, new KernelConfig(1, SLICE));
        int env = kernel.createEnvironment(name, 0);
        MipsUserCode program = new MipsUserCode(kernel, env, image);
        Processor processor = new Processor(kernel, SLICE);
        processor.append(env, program);
        List<Window> windows = windows(machine, processor);
        if (program.ending().code() != 0 || windows.size() < FEWEST_WINDOWS) {
            throw new IllegalStateException("%s ended with %d after %d windows: %s"
                    .formatted(
                            name,
                            program.ending().code(),
                            windows.size(),
                            program.ending().reason()));
        }
        double warm = windows.subList(windows.size() / 2, windows.size() - 1).stream()
                .mapToDouble(Window::mips)
                .sorted()
                .toArray()[(windows.size() - 1 - windows.size() / 2) / 2];
        return new Result(
                name,
                engine == Engine.INTERPRETER ? "interpreter" : "translator",
                Math.round(warm * 10) / 10.0,
                misses[0],
                machine.cpu().translations(),
                Math.round(warmAfter(windows, warm) * 1e3) / 1e3);
    }

    private List<Window> windows(Machine machine, Processor processor) {
        List<Window> windows = new ArrayList<>();
        Processor.Outcome outcome = Processor.Outcome.LIMIT;
        while (outcome == Processor.Outcome.LIMIT) {
            long instructions = machine.cpu().instructions();
            long start = threads.getCurrentThreadCpuTime();
            outcome = processor.run(machine.clock().now() + WINDOW);
            long nanos = threads.getCurrentThreadCpuTime() - start;
            windows.add(new Window(machine.cpu().instructions() - instructions, nanos));
        }
        return windows;
    }

    private static int misses(TraceEntry entry) {
        if (entry.event() instanceof HwEvent.ExceptionRaised raised) {
            ExceptionCode code = ExceptionCode.of(raised.code());
            return code == ExceptionCode.TLBL || code == ExceptionCode.TLBS ? 1 : 0;
        }
        return 0;
    }

    private static double warmAfter(List<Window> windows, double warm) {
        long nanos = 0;
        for (Window window : windows) {
            if (window.mips() >= 0.9 * warm) {
                break;
            }
            nanos += window.nanos();
        }
        return nanos / 1e9;
    }
}
