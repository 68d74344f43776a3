package exoscope.grading.bench;

import exoscope.hw.Machine;
import exoscope.hw.MachineConfig;
import exoscope.hw.device.DiskTiming;
import exoscope.hw.trace.TraceSink;
import exoscope.kernel.Kernel;
import exoscope.kernel.KernelConfig;
import exoscope.libos.metered.AllowList;
import exoscope.libos.metered.GuestCode;
import exoscope.libos.metered.SourceFile;
import exoscope.libos.runtime.JavaUserCode;
import java.util.List;

/** An environment of a machine, for guest code to charge that a benchmark calls itself. */
final class BenchmarkedEnvironment {
    private static final GuestCode NOTHING = GuestCode.compile(
                    List.of(new SourceFile("Nothing.java", "public class Nothing {}")), AllowList.withKit())
            .code()
            .orElseThrow();

    private BenchmarkedEnvironment() {}

    /** One of a machine of its own, with time and memory without end. */
    static JavaUserCode make() {
        Machine machine = new Machine(new MachineConfig(64, 8, DiskTiming.DISK_1995), TraceSink.NONE);
        Kernel kernel = new Kernel(machine, new KernelConfig(1, 1_000_000));
        int env = kernel.createEnvironment("benchmarked", 0);
        return new JavaUserCode(kernel, env, NOTHING, "Nothing", Long.MAX_VALUE);
    }
}
