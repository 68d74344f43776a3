package exoscope.grading.bench;

import exoscope.grading.bench.MechanismBench.Figure;
import exoscope.grading.bench.MeteringBenchmark.Metering;
import exoscope.libos.metered.MeteredWorkload;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** What metering costs in host time, and what a submission's way into an environment takes; measured by JMH. */
public final class MeteringBench {
    private static final int FORKS = 3;
    private static final int ITERATIONS = 5;

    private MeteringBench() {}

    /** Measures everything; takes some minutes. JMH and its JVMs write to the standard error output. */
    public static List<Figure> run() {
        try {
            List<Figure> figures = new ArrayList<>(programs());
            figures.addAll(loading());
            return figures;
        } catch (RunnerException e) {
            throw new IllegalStateException("the benchmarks did not run: " + e.getMessage(), e);
        }
    }

    private static List<Figure> programs() throws RunnerException {
        List<Figure> figures = new ArrayList<>();
        Collection<RunResult> programs = measure(MeteringBenchmark.class);
        for (MeteredWorkload program : MeteredWorkload.values()) {
            double plain = score(programs, program, Metering.NONE);
            double charged = score(programs, program, Metering.CHARGED);
            double counted = score(programs, program, Metering.COUNTED);
            figures.add(new Figure(program.title() + ", unmetered", plain, "us"));
            figures.add(new Figure(program.title() + ", metered", charged, "us"));
            figures.add(new Figure(program.title() + ", metered over unmetered", charged / plain, "times"));
            figures.add(new Figure(program.title() + ", counting charge points", counted / plain, "times"));
        }
        return figures;
    }

    private static List<Figure> loading() throws RunnerException {
        return measure(LoadingBenchmark.class).stream()
                .map(RunResult::getPrimaryResult)
                .map(result -> new Figure("ten classes: " + result.getLabel(), result.getScore() / 1000, "ms"))
                .toList();
    }

    private static Collection<RunResult> measure(Class<?> benchmark) throws RunnerException {
        return new Runner(new OptionsBuilder()
                        .include(benchmark.getName())
                        .forks(FORKS)
                        .warmupIterations(ITERATIONS)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(ITERATIONS)
                        .measurementTime(TimeValue.seconds(1))
                        .jvmArgs("-XX:+UseSerialGC", "-XX:-OmitStackTraceInFastThrow")
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
    }

    private static double score(Collection<RunResult> results, MeteredWorkload program, Metering metering) {
        return results.stream()
                .filter(result -> result.getParams().getParam("program").equals(program.name())
                        && result.getParams().getParam("metering").equals(metering.name()))
                .findAny()
                .orElseThrow()
                .getPrimaryResult()
                .getScore();
    }
}
