package exoscope.grading.bench;

import exoscope.libos.metered.MeteredWorkload;
import exoscope.libos.runtime.JavaUserCode;
import java.lang.invoke.MethodHandle;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The same programs as the compiler wrote them, and metered for an environment of a machine. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class MeteringBenchmark {
    @Param
    public MeteredWorkload program = MeteredWorkload.SORT;

    @Param
    public Metering metering = Metering.NONE;

    /** How the program is run. */
    public enum Metering {
        NONE,
        CHARGED,
        /** Charged, and charge points are counted, as exploration needs it. */
        COUNTED
    }

    private @Nullable MethodHandle run;

    /** Loads the program, which is compiled by the JVM when it runs. */
    @Setup
    public void load() throws ReflectiveOperationException {
        JavaUserCode environment = BenchmarkedEnvironment.make();
        run = metering == Metering.NONE
                ? program.unmetered()
                : program.metered(environment, metering == Metering.COUNTED);
    }

    /** Runs the program once. */
    @Benchmark
    public Object run() throws Throwable {
        return Objects.requireNonNull(run).invoke();
    }
}
