package exoscope.grading.bench;

import exoscope.hw.Machine;
import exoscope.hw.MachineConfig;
import exoscope.hw.device.DiskTiming;
import exoscope.hw.trace.HwEvent;
import exoscope.hw.trace.TraceEntry;
import exoscope.hw.trace.TraceSink;
import exoscope.kernel.Kernel;
import exoscope.kernel.KernelConfig;
import exoscope.kernel.Processor;
import exoscope.labs.view.Recorder;
import exoscope.libos.metered.AllowList;
import exoscope.libos.metered.GuestCode;
import exoscope.libos.metered.SourceFile;
import exoscope.libos.runtime.GuestHost;
import exoscope.libos.runtime.JavaUserCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** Host time of what happens most often: an upcall into metered Java, an environment switch, an event in the trace. */
public final class MechanismBench {
    private static final int WARM_UP = 5;
    private static final int ROUNDS = 7;
    private static final int EVENTS = 2_000_000;

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
                    for (int i = 0; i < 200000; i++) {
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
                new Figure("tlb-miss upcall into metered Java", median(MechanismBench::upcall), "ns"),
                new Figure("environment switch", median(MechanismBench::environmentSwitch), "ns"),
                new Figure("event into a trace with views", median(MechanismBench::event), "ns"));
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

    /** Unmapping, the miss, the upcall, mapping, and the access. */
    private static long upcall() {
        return time(MISSER, 1, Long.MAX_VALUE / 2, 1_000_000_000L, 200_000);
    }

    /** Two endless loops with slices so short that there is little but switches. */
    private static long environmentSwitch() {
        return time(LOOPER, 2, 10_000_000, 100, 100_000);
    }

    private static long time(String source, int environments, long cycles, long slice, long operations) {
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
        long start = System.nanoTime();
        processor.run(cycles);
        long nanoseconds = System.nanoTime() - start;
        processor.shutDown();
        return nanoseconds * 1000 / operations;
    }

    private static long event() {
        Recorder recorder = new Recorder(Map.of());
        recorder.accept(new TraceEntry(0, 0, 0, new HwEvent.MachineStarted(64, 8, 64)));
        long start = System.nanoTime();
        for (int i = 1; i <= EVENTS; i++) {
            recorder.accept(new TraceEntry(i, 10L * i, 1, new HwEvent.TlbFilled(i & 63, 1, i & 0xffff, i & 63, true)));
        }
        recorder.finish();
        return (System.nanoTime() - start) * 1000 / EVENTS;
    }
}
