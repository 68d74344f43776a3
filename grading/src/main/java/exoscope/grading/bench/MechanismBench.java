package exoscope.grading.bench;

import com.sun.management.OperatingSystemMXBean;
import exoscope.hw.Clock;
import exoscope.hw.Machine;
import exoscope.hw.MachineConfig;
import exoscope.hw.device.DiskTiming;
import exoscope.hw.trace.HwEvent;
import exoscope.hw.trace.TraceEntry;
import exoscope.hw.trace.TraceSink;
import exoscope.kernel.Cost;
import exoscope.kernel.Kernel;
import exoscope.kernel.KernelConfig;
import exoscope.kernel.Ledger;
import exoscope.kernel.Processor;
import exoscope.kernel.UserCode;
import exoscope.labs.view.Recorder;
import exoscope.libos.metered.AllowList;
import exoscope.libos.metered.GuestCode;
import exoscope.libos.metered.SourceFile;
import exoscope.libos.runtime.GuestHost;
import exoscope.libos.runtime.JavaUserCode;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;

/** Host time of what happens most often: an upcall into metered Java, an environment switch, an event in the trace. */
public final class MechanismBench {
    private static final int WARM_UP = 3;
    private static final int ROUNDS = 7;
    private static final int EVENTS = 2_000_000;
    private static final long SHORT_SLICE = 100;
    private static final long LONG_SLICE = 1_000_000_000;
    private static final long SWITCHES = 300_000;

    /** Misses on the same page for ever: unmaps it, touches it, is called, maps it again. */
    private static final String MISSER = """
            package bench;
            import exoscope.kernel.Capability;
            import exoscope.libos.*;
            public class Guest implements LibOs {
                Capability key;
                int frame;
                public int run(Env env) {
                    key = env.kernel().newCapability();
                    frame = env.kernel().allocPages(1, key).get().get(0);
                    while (frame >= 0) {
                        env.kernel().tlbDelete(16);
                        env.load(65536);
                    }
                    return 0;
                }
                public void onTlbMiss(Env env, int page, boolean store) {
                    env.kernel().tlbWrite(page, frame, true, key);
                }
            }
            """;

    /** Asks for nothing, again and again. */
    private static final String CALLER = """
            package bench;
            import exoscope.libos.*;
            public class Guest implements LibOs {
                public int run(Env env) {
                    while (true) env.kernel().takeRepossessions();
                }
                public void onTlbMiss(Env env, int page, boolean store) {}
            }
            """;

    private static final String LOOPER = """
            package bench;
            import exoscope.libos.*;
            public class Guest implements LibOs {
                public int run(Env env) {
                    int n = 0;
                    while (n >= 0) n = n + 1 & 0xffff;
                    return 0;
                }
                public void onTlbMiss(Env env, int page, boolean store) {}
            }
            """;

    private MechanismBench() {}

    /**
     * One figure.
     *
     * @param name what was measured
     * @param value the median of the rounds
     * @param unit what it is counted in
     */
    public record Figure(String name, double value, String unit) {}

    /** Measures everything; takes some seconds. */
    public static List<Figure> run() {
        return GuestHost.call(MechanismBench::figures);
    }

    private static List<Figure> figures() {
        return List.of(
                new Figure("kernel call from metered Java", median(MechanismBench::call), "ns"),
                new Figure("tlb-miss upcall into metered Java", median(MechanismBench::upcall), "ns"),
                new Figure("environment switch, the kernel's part", median(MechanismBench::kernelSwitch), "ns"),
                new Figure("environment switch, metered Java", median(MechanismBench::environmentSwitch), "ns"),
                new Figure("event into a trace with views", median(MechanismBench::event), "ns"));
    }

    /** Nanoseconds of CPU time of the whole process: what a busy host adds to the clock on the wall is not in it. */
    private static long cpuTime() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static double median(LongSupplier picoseconds) {
        List<Long> rounds = new ArrayList<>();
        for (int i = 0; i < WARM_UP + ROUNDS; i++) {
            long value = picoseconds.getAsLong();
            if (i >= WARM_UP) {
                rounds.add(value);
            }
        }
        rounds.sort(null);
        return rounds.get(ROUNDS / 2) / 1000.0;
    }

    private static long call() {
        return time(CALLER, 1, LONG_SLICE, 40_000_000, Ledger.Account::calls);
    }

    /** Unmapping, the miss, the upcall, mapping, and the access. */
    private static long upcall() {
        return time(MISSER, 1, LONG_SLICE, 150_000_000, Ledger.Account::upcalls);
    }

    /** Two endless loops with slices so short that there is little but switches. */
    private static long environmentSwitch() {
        long cycles = SWITCHES * (SHORT_SLICE + Cost.SLICE_START.cycles() + Cost.SLICE_END.cycles());
        return time(LOOPER, 2, SHORT_SLICE, cycles, Ledger.Account::crossings);
    }

    /** The same with code that does nothing but let its slice pass: what is left is the kernel's. */
    private static long kernelSwitch() {
        Machine machine = new Machine(new MachineConfig(64, 8, DiskTiming.DISK_1995), TraceSink.NONE);
        Kernel kernel = new Kernel(machine, new KernelConfig(1, 1_000_000));
        Processor processor = new Processor(kernel, SHORT_SLICE);
        for (int i = 0; i < 2; i++) {
            processor.append(kernel.createEnvironment("idler", 0), new Idler(machine.clock()));
        }
        long start = cpuTime();
        processor.run(SWITCHES * (SHORT_SLICE + Cost.SLICE_START.cycles() + Cost.SLICE_END.cycles()));
        return (cpuTime() - start) * 1000 / SWITCHES;
    }

    /** User code that has nothing to do and does it to the end of its slice. */
    private record Idler(Clock clock) implements UserCode {
        @Override
        public Departure resume() {
            clock.charge(Math.max(1, clock.limit() - clock.now()));
            return Departure.PREEMPTED;
        }

        @Override
        public Ending ending() {
            return new Ending(0, "never ends");
        }

        @Override
        public void kill() {
            // holds nothing
        }
    }

    /**
     * Picoseconds of what {@code count} counts, in the second half of some cycles of an endless program: in the first, the JVM compiles
     * its classes, which are new in each environment.
     */
    private static long time(
            String source, int environments, long slice, long cycles, ToLongFunction<Ledger.Account> count) {
        GuestCode code = GuestCode.compile(
                        List.of(new SourceFile("bench/Guest.java", source)),
                        AllowList.withKit("exoscope.libos.LibOs", "exoscope.libos.Env", "exoscope.kernel"))
                .code()
                .orElseThrow();
        Machine machine = new Machine(new MachineConfig(64, 8, DiskTiming.DISK_1995), TraceSink.NONE);
        Kernel kernel = new Kernel(machine, new KernelConfig(1, 1_000_000));
        Processor processor = new Processor(kernel, slice);
        for (int i = 0; i < environments; i++) {
            int env = kernel.createEnvironment("bench", 0);
            processor.append(env, new JavaUserCode(kernel, env, code, "bench.Guest", Long.MAX_VALUE));
        }
        processor.run(cycles);
        long before = sum(kernel, count);
        long start = cpuTime();
        processor.run(2 * cycles);
        long nanoseconds = cpuTime() - start;
        long operations = sum(kernel, count) - before;
        processor.shutDown();
        return nanoseconds * 1000 / operations;
    }

    private static long sum(Kernel kernel, ToLongFunction<Ledger.Account> count) {
        return kernel.ledger().accounts().stream().mapToLong(count).sum();
    }

    private static long event() {
        Recorder recorder = new Recorder(Map.of());
        recorder.accept(new TraceEntry(0, 0, 0, new HwEvent.MachineStarted(64, 8, 64)));
        long start = cpuTime();
        for (int i = 1; i <= EVENTS; i++) {
            recorder.accept(new TraceEntry(i, 10L * i, 1, new HwEvent.TlbFilled(i & 63, 1, i & 0xffff, i & 63, true)));
        }
        recorder.finish();
        return (cpuTime() - start) * 1000 / EVENTS;
    }
}
