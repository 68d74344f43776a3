package exoscope.grading.bench;

import exoscope.libos.metered.TenClasses;
import exoscope.libos.runtime.JavaUserCode;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A submission of ten classes on its way into an environment. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class LoadingBenchmark {
    private final TenClasses submission = new TenClasses();
    private final JavaUserCode environment = BenchmarkedEnvironment.make();

    /** Verifies, rewrites and defines the classes. */
    @Benchmark
    public ClassLoader load() {
        return submission.load(environment);
    }

    /** Compiles the sources, in the compiler's process. */
    @Benchmark
    public void compile() {
        submission.compile();
    }

    @TearDown
    public void endCompiler() {
        submission.endCompiler();
    }
}
