package exoscope.grading.cohort;

import exoscope.grading.report.Grade;
import exoscope.grading.report.GradesCsv;
import exoscope.grading.report.LabReport;
import exoscope.grading.report.ReportJson;
import exoscope.grading.report.ReportName;
import exoscope.grading.report.ResultFolder;
import exoscope.grading.worker.Sandbox;
import exoscope.grading.worker.WorkerException;
import exoscope.labs.engine.Lab;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Grades a cohort, several submissions at a time, and writes each result when it is known. */
public final class CohortGrader {
    /** The table of all grades, in the folder of results. */
    public static final String TABLE = "grades.csv";

    private final Lab lab;
    private final String kit;
    private final boolean force;
    private final ResultFolder results;
    private final SubmissionReader reader;
    private final SubmissionGrader grader;

    /**
     * @param kit {@link KitFingerprint}
     * @param force whether to grade again what has been graded
     */
    public CohortGrader(Lab lab, Sandbox sandbox, String kit, boolean force, ResultFolder results) {
        this.lab = lab;
        this.kit = kit;
        this.force = force;
        this.results = results;
        reader = new SubmissionReader(lab);
        grader = new SubmissionGrader(lab, sandbox);
    }

    /**
     * A submission is done with.
     *
     * @param grade what is kept about it
     * @param kept whether it had been graded before, by the same kit and with the same contents
     */
    public record Done(Grade grade, boolean kept) {}

    /**
     * Grades all, and writes the table at the end, however it comes about.
     *
     * @param progress told when a submission is done with, in any order, one call at a time
     * @return what was told, in the order of the submissions
     * @throws IOException if results cannot be written
     * @throws InterruptedException if waiting for an end was given up
     */
    public List<Done> grade(List<Submission> submissions, int jobs, Consumer<Done> progress)
            throws IOException, InterruptedException {
        Map<String, String> names =
                ReportName.of(submissions.stream().map(Submission::student).toList());
        List<Done> all = new ArrayList<>();
        try {
            gradeAll(submissions, names, jobs, progress, all);
        } finally {
            writeTable(all, names); // of those that are done with, if results cannot be written
        }
        return all;
    }

    private void gradeAll(
            List<Submission> submissions, Map<String, String> names, int jobs, Consumer<Done> progress, List<Done> all)
            throws IOException, InterruptedException {
        try (ExecutorService workers = Executors.newFixedThreadPool(jobs)) {
            List<Future<Done>> futures = new ArrayList<>();
            for (Submission submission : submissions) {
                String name = names.getOrDefault(submission.student(), "");
                futures.add(workers.submit(() -> told(progress, gradeWhatever(submission, name))));
            }
            try {
                for (Future<Done> future : futures) {
                    all.add(future.get());
                }
            } catch (ExecutionException e) {
                workers.shutdownNow();
                if (e.getCause() instanceof IOException unwritten) {
                    throw unwritten;
                }
                throw new IllegalStateException(e.getCause());
            }
        }
    }

    private static Done told(Consumer<Done> progress, Done done) {
        synchronized (progress) {
            progress.accept(done);
        }
        return done;
    }

    /** Whatever one submission brings about, the others are graded. */
    private Done gradeWhatever(Submission submission, String name) throws IOException {
        try {
            return gradeOne(submission, name);
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
            return kept(name, Grade.none(submission.student(), kit, "", insideExoscope(e)));
        }
    }

    private static String insideExoscope(Throwable e) {
        return "something went wrong inside Exoscope: "
                + (e instanceof IllegalStateException && e.getMessage() != null ? e.getMessage() : e);
    }

    private Done gradeOne(Submission submission, String name) throws IOException {
        Contents contents;
        try {
            contents = reader.read(submission);
        } catch (IOException e) {
            return kept(name, Grade.none(submission.student(), kit, "", sentence(e)));
        }
        String input = contents.fingerprint();
        Optional<Grade> earlier = force ? Optional.empty() : results.read(name);
        if (earlier.isPresent() && earlier.get().settles(submission.student(), kit, input)) {
            return new Done(earlier.get(), true);
        }
        return kept(name, gradeOne(submission.student(), input, contents));
    }

    private Done kept(String name, Grade grade) throws IOException {
        results.write(name, ReportJson.of(grade));
        return new Done(grade, false);
    }

    private Grade gradeOne(String student, String input, Contents contents) {
        try {
            LabReport report = contents.problems().isEmpty()
                    ? grader.grade(contents.sources(lab))
                    : LabReport.notCompiled(lab, contents.problems());
            return Grade.of(student, kit, input, report);
        } catch (WorkerException e) {
            return Grade.none(student, kit, input, e.reason());
        } catch (IllegalStateException e) {
            return Grade.none(student, kit, input, insideExoscope(e));
        }
    }

    private static String sentence(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private void writeTable(List<Done> all, Map<String, String> names) throws IOException {
        GradesCsv table = new GradesCsv(lab);
        all.forEach(
                done -> table.add(done.grade(), names.getOrDefault(done.grade().student(), "")));
        results.write(TABLE, table.toString());
    }
}
