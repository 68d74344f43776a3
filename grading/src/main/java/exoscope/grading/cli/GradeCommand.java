package exoscope.grading.cli;

import exoscope.grading.cohort.Cohort;
import exoscope.grading.cohort.CohortGrader;
import exoscope.grading.cohort.CohortGrader.Done;
import exoscope.grading.cohort.KitFingerprint;
import exoscope.grading.report.LabReport;
import exoscope.grading.report.ResultFolder;
import exoscope.grading.worker.Sandbox;
import exoscope.grading.worker.WorkerLimits;
import exoscope.labs.engine.Lab;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Grades a cohort. */
@Command(
        name = "grade",
        description = {
            "Grade a folder of submissions.",
            "Every sub-folder, .java file and .zip file of SUBMISSIONS is a student's. RESULTS gets a JSON file for"
                    + " each student and the table grades.csv; what has been graded before, by the same Exoscope and"
                    + " with the same contents, is kept. Exits with 0 when it is done, whatever the grades; 2 if the"
                    + " command line is wrong; 70 if results cannot be written or nobody could be graded."
        },
        mixinStandardHelpOptions = true)
final class GradeCommand implements Callable<Integer> {
    private static final int MOST_JOBS = 256;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "LAB", description = "The lab, such as lab04.")
    private String lab = "";

    @Parameters(index = "1", paramLabel = "SUBMISSIONS", description = "The folder of submissions.")
    private Path submissions = Path.of("");

    @Option(names = "--out", paramLabel = "RESULTS", required = true, description = "The folder for the results.")
    private Path results = Path.of("");

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = "Submissions at a time (default: one for each processor).")
    private int jobs = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--timeout",
            paramLabel = "S",
            description = "Seconds for a submission, a backstop: one that needs more is not graded"
                    + " (default: ${DEFAULT-VALUE}).")
    private int timeout = WorkerLimits.DEFAULT.seconds();

    @Option(
            names = "--memory",
            paramLabel = "MB",
            description = "Java heap for a submission (default: ${DEFAULT-VALUE}).")
    private int memory = WorkerLimits.DEFAULT.heapMegabytes();

    @Option(names = "--force", description = "Grade again what has been graded before.")
    private boolean force;

    @Option(
            names = "--sandbox",
            paramLabel = "WHEN",
            description = "Whether submissions run in a box of bubblewrap: auto (if it works here), required or off"
                    + " (default: auto).")
    private Sandbox.Wish sandbox = Sandbox.Wish.AUTO;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Lab found = Lab.find(lab);
        require("--jobs", jobs, 1, MOST_JOBS);
        require("--timeout", timeout, 1, 1_000_000);
        require("--memory", memory, 64, 1_000_000);
        Cohort cohort = cohort();
        Sandbox box = Sandbox.probe(sandbox, new WorkerLimits(timeout, memory));
        say("isolation: " + box.level().sentence() + (box.remark().isEmpty() ? "" : " (" + box.remark() + ")"));
        try (ResultFolder folder = open()) {
            CohortGrader grader = new CohortGrader(found, box, KitFingerprint.compute(), force, folder);
            Progress progress = new Progress(cohort.submissions().size());
            return summary(grader.grade(cohort.submissions(), jobs, progress::show));
        }
    }

    private static void require(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new CommandException(
                    ExitCode.USAGE, "%s is %d: must be %,d to %,d".formatted(option, value, least, most));
        }
    }

    private Cohort cohort() throws IOException {
        if (!Files.isDirectory(submissions)) {
            throw new CommandException(ExitCode.USAGE, "There is no folder %s.".formatted(submissions));
        }
        Path inside = real(submissions);
        if (real(results).startsWith(inside)) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "%s is inside %s: it would be taken for a submission.".formatted(results, submissions));
        }
        Cohort cohort = Cohort.in(submissions);
        cohort.ignored().forEach(name -> say("ignored, no submission: " + Output.oneLine(name)));
        if (cohort.submissions().isEmpty()) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "There is no submission in %s: no sub-folder, no .java file, no .zip file.".formatted(submissions));
        }
        return cohort;
    }

    /** Where a path leads, links followed as far as it exists. */
    private static Path real(Path path) throws IOException {
        try {
            return path.toRealPath();
        } catch (NoSuchFileException e) {
            Path absolute = path.toAbsolutePath().normalize();
            Path parent = absolute.getParent();
            return parent == null ? absolute : real(parent).resolve(absolute.getFileName());
        }
    }

    private ResultFolder open() {
        try {
            return ResultFolder.open(results);
        } catch (IOException e) {
            String message = "Results cannot be written to %s: %s".formatted(results, e.getMessage());
            throw new CommandException(ExitCode.INFRASTRUCTURE, message, e);
        }
    }

    private int summary(List<Done> all) {
        long kept = all.stream().filter(Done::kept).count();
        long notGraded =
                all.stream().filter(done -> done.grade().result() == null).count();
        say("%d submissions: %d graded, %d kept from before, %d not graded. The table is %s."
                .formatted(
                        all.size(),
                        all.size() - kept - notGraded,
                        kept,
                        notGraded,
                        results.resolve(CohortGrader.TABLE)));
        return notGraded == all.size() ? ExitCode.INFRASTRUCTURE : ExitCode.OK;
    }

    private void say(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("exoscope: " + line);
        err.flush();
    }

    /** A line for each submission that is done with. */
    private final class Progress {
        private final int all;
        private int done;

        Progress(int all) {
            this.all = all;
        }

        void show(Done submission) {
            done++;
            say("%d/%d %s: %s"
                    .formatted(done, all, Output.oneLine(submission.grade().student()), verdict(submission)));
        }

        private String verdict(Done submission) {
            LabReport result = submission.grade().result();
            if (result == null) {
                return "not graded: " + Output.oneLine(submission.grade().reason());
            }
            return "%d of %d points%s%s"
                    .formatted(
                            result.points(),
                            result.maxPoints(),
                            result.compiled() ? "" : ", does not compile",
                            submission.kept() ? " (kept from before)" : "");
        }
    }
}
