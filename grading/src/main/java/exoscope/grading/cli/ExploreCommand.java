package exoscope.grading.cli;

import exoscope.grading.report.ExplorationReport;
import exoscope.grading.report.ReportJson;
import exoscope.labs.engine.Exploration;
import exoscope.labs.engine.FaultFamily;
import exoscope.labs.engine.Faults;
import exoscope.labs.engine.Lab;
import exoscope.labs.engine.LabRun;
import exoscope.labs.engine.RunSource;
import exoscope.labs.engine.ScenarioFile;
import exoscope.labs.engine.Search;
import exoscope.labs.engine.Submission;
import exoscope.labs.engine.Ticket;
import exoscope.labs.engine.Workspace;
import exoscope.libos.metered.GuestBuild;
import exoscope.libos.metered.SourceFile;
import java.io.PrintWriter;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Searches for a run in which a workspace fails. */
@Command(
        name = "explore",
        description = {
            "Search for a moment at which your work fails.",
            "Runs a scenario again and again, preempted at every charge point and with faults, says how much was"
                    + " covered, and makes a ticket of the shortest run that fails. Exits with 0 if none does, 1 if one"
                    + " does, 65 if the code does not compile, 2 if lab, folder or options are wrong."
        },
        mixinStandardHelpOptions = true)
final class ExploreCommand implements Callable<Integer> {
    private static final Pattern WINDOW = Pattern.compile("(\\d{1,9})-(\\d{1,9})");
    private static final int RUNS_BETWEEN_LINES = 500;
    private static final int MOST_PREEMPTIONS = 20;
    private static final int DEEPEST = 10;
    private static final long MOST_RUNS = 100_000_000;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "LAB", description = "The lab, such as lab04.")
    private String lab = "";

    @Parameters(index = "1", paramLabel = "FOLDER", description = "Where you work.")
    private Path folder = Path.of("");

    @Option(names = "--scenario", paramLabel = "S", description = "The scenario (default: the lab's last).")
    private @Nullable String scenario;

    @Option(names = "--preemptions", paramLabel = "N", description = "Preemptions in a run, at most (default: 1).")
    private int preemptions = 1;

    @Option(
            names = "--window",
            paramLabel = "A-B",
            description = "Preempt only at charge points A to B (default: at all).")
    private @Nullable String window;

    @Option(
            names = "--random",
            paramLabel = "N",
            description = "Instead of every schedule, N random ones by priorities.")
    private long random;

    @Option(names = "--depth", paramLabel = "D", description = "Depth of the bugs to look for at random (default: 3).")
    private int depth = 3;

    @Option(names = "--seed", paramLabel = "S", description = "Seed of the random schedules (default: 1).")
    private long seed = 1;

    @Option(
            names = "--faults",
            split = ",",
            paramLabel = "FAULT",
            description = "Combine each schedule with faults: ${COMPLETION-CANDIDATES}.",
            completionCandidates = Families.class)
    private List<String> faults = List.of();

    @Option(names = "--most", paramLabel = "N", description = "Runs at most (default: 20000).")
    private long most = 20_000;

    @Option(names = "--json", description = "Report as JSON on standard output.")
    private boolean json;

    /** The words for families of faults. */
    static final class Families extends ArrayList<String> {
        private static final long serialVersionUID = 1;

        Families() {
            for (FaultFamily family : FaultFamily.values()) {
                add(family.word());
            }
        }
    }

    @Override
    public Integer call() {
        checkOptions();
        Lab found = Lab.find(lab);
        String name = scenario == null ? found.scenarios().getLast().name() : scenario;
        Ticket plain = Ticket.of(found, found.scenario(name).name());
        List<FaultFamily> families = faults.stream().map(ExploreCommand::family).toList();
        List<SourceFile> sources = Workspace.open(found, folder).sources();
        GuestBuild build = found.build(sources);
        build.problems().forEach(problem -> Output.print(spec.commandLine().getErr(), problem.toString()));
        if (build.code().isEmpty()) {
            return ExitCode.DOES_NOT_COMPILE;
        }
        RunSource runs = found.runsOf(build.code().get());
        LabRun base = runs.run(plain.withCode(Submission.id(sources)));
        Search search = search(base).with(faults(found, families, base));
        Exploration.Result result = search.run(
                new Exploration(runs, base, covered -> {}),
                most,
                found.judge(),
                ran -> progress(ran, search.runs().min(BigInteger.valueOf(most))));
        report(base.ticket(), result);
        return result.failure().isEmpty() ? ExitCode.OK : ExitCode.NOT_PASSED;
    }

    private void checkOptions() {
        check("--preemptions", preemptions, 0, MOST_PREEMPTIONS);
        check("--random", random, 0, MOST_RUNS);
        check("--depth", depth, 1, DEEPEST);
        check("--most", most, 1, MOST_RUNS);
    }

    private static void check(String option, long value, long least, long most) {
        if (value < least || value > most) {
            throw new CommandException(
                    ExitCode.USAGE, "%s is %d: must be %d to %d".formatted(option, value, least, most));
        }
    }

    private static FaultFamily family(String word) {
        for (FaultFamily family : FaultFamily.values()) {
            if (family.word().equals(word)) {
                return family;
            }
        }
        throw new CommandException(
                ExitCode.USAGE,
                "There are no faults '%s'; there are: %s.".formatted(word, String.join(", ", new Families())));
    }

    private Search search(LabRun base) {
        if (random > 0) {
            return Search.randomSchedules(base, random, depth, seed);
        }
        if (window == null) {
            return Search.everySchedule(base, 1, Long.MAX_VALUE, preemptions);
        }
        Matcher matcher = WINDOW.matcher(window);
        if (!matcher.matches() || Long.parseLong(matcher.group(1)) > Long.parseLong(matcher.group(2))) {
            throw new CommandException(
                    ExitCode.USAGE, "--window is '%s': must be two charge points such as 100-250".formatted(window));
        }
        return Search.everySchedule(
                base, Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)), preemptions);
    }

    private static List<Faults> faults(Lab lab, List<FaultFamily> families, LabRun base) {
        ScenarioFile scenario = lab.scenario(base.ticket().scenario());
        return families.stream().map(family -> family.of(base, scenario)).toList();
    }

    private void progress(long ran, BigInteger of) {
        if (ran % RUNS_BETWEEN_LINES == 0) {
            PrintWriter err = spec.commandLine().getErr();
            err.println("exoscope: %,d of %,d runs".formatted(ran, of));
            err.flush();
        }
    }

    private void report(Ticket base, Exploration.Result result) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.print(ReportJson.of(ExplorationReport.of(base, result)));
        } else {
            out.println("covered  " + result.coverage().sentence());
            result.failure().ifPresentOrElse(found -> print(out, found), () -> out.println("failure  none"));
        }
        out.flush();
    }

    private static void print(PrintWriter out, Exploration.Finding found) {
        out.println("failure  " + Output.oneLine(found.message()));
        out.println("ticket   " + found.ticket() + (found.place() < 0 ? "" : ", event " + found.place()));
        String plan = found.found().toString();
        out.println("found    with "
                + (plan.isEmpty() ? "nothing planned" : plan.substring(1).replace(":", ", ")) + "; "
                + found.shortening());
    }
}
