package exoscope.grading.bench;

import com.sun.management.OperatingSystemMXBean;
import exoscope.grading.bench.MechanismBench.Figure;
import exoscope.grading.staff.Reference;
import exoscope.labs.engine.Exploration;
import exoscope.labs.engine.Lab;
import exoscope.labs.engine.LabRun;
import exoscope.labs.engine.RunSource;
import exoscope.labs.engine.Search;
import exoscope.labs.engine.Ticket;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/** How many runs of lab 4 an exploration makes and judges: the reference solution, preempted at a charge point in each. */
public final class ExplorationBench {
    private static final int RUNS = 1500;
    private static final int WARM_UP = 4;
    private static final int ROUNDS = 5;

    private ExplorationBench() {}

    /** Measures everything: some 54,000 runs. */
    public static List<Figure> run() {
        Lab lab = Lab.find("lab04");
        RunSource all = lab.runsOf(lab.build(Reference.sources(lab)).code().orElseThrow());
        List<Figure> figures = new ArrayList<>();
        for (String scenario : List.of("contended", "tight")) {
            figures.addAll(measure(lab, scenario, RunSource.serial(all::run), "one at a time"));
            figures.addAll(measure(lab, scenario, all, all.parallel() + " at a time"));
        }
        return figures;
    }

    private static List<Figure> measure(Lab lab, String scenario, RunSource runs, String how) {
        LabRun base = runs.run(Ticket.of(lab, scenario));
        List<Double> byClock = new ArrayList<>();
        List<Double> byCpu = new ArrayList<>();
        for (int i = 0; i < WARM_UP + ROUNDS; i++) {
            long start = System.nanoTime();
            long cpu = cpuTime();
            long ran = explore(lab, runs, base);
            if (i >= WARM_UP) {
                byClock.add(ran * 1e9 / (System.nanoTime() - start));
                byCpu.add(ran * 1e9 / (cpuTime() - cpu));
            }
        }
        String name = "lab04 " + scenario + ", " + how;
        return List.of(
                new Figure(name + ", by the wall clock", median(byClock), "runs/s"),
                new Figure(name + ", by CPU time of the process", median(byCpu), "runs/s"));
    }

    private static long explore(Lab lab, RunSource runs, LabRun base) {
        Search search = Search.everySchedule(base, 1, RUNS, 1);
        Exploration.Result result =
                search.run(new Exploration(runs, base, covered -> {}), RUNS, lab.judge(), ran -> {});
        result.failure().ifPresent(found -> {
            throw new IllegalStateException("the reference fails: " + found.ticket());
        });
        return result.coverage().ran();
    }

    /** CPU time of the whole process in nanoseconds, the JVM's compiler included: a busy host does not add to it. */
    private static long cpuTime() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
