package exoscope.grading.cohort;

import exoscope.grading.report.LabReport;
import exoscope.grading.worker.Sandbox;
import exoscope.grading.worker.Worker;
import exoscope.grading.worker.WorkerException;
import exoscope.labs.engine.Lab;
import exoscope.labs.engine.RunSource;
import exoscope.libos.metered.SourceFile;
import java.util.List;

/**
 * Grades one submission: a worker compiles and runs it, and the checks judge its traces here, in the grader's process,
 * which no code of the submission ever enters.
 */
public final class SubmissionGrader {
    private static final int ATTEMPTS = 2;

    private final Lab lab;
    private final Sandbox sandbox;

    public SubmissionGrader(Lab lab, Sandbox sandbox) {
        this.lab = lab;
        this.sandbox = sandbox;
    }

    /**
     * Grades, and tries once more if the worker fails.
     *
     * @throws WorkerException if it failed again: nothing is known about the submission
     */
    public LabReport grade(List<SourceFile> sources) {
        for (int attempt = 1; ; attempt++) {
            try (Worker worker = Worker.start(sandbox)) {
                return grade(worker, sources);
            } catch (WorkerException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private LabReport grade(Worker worker, List<SourceFile> sources) {
        Worker.Build build = worker.build(lab, sources);
        if (!build.builds()) {
            return LabReport.notCompiled(lab, build.problems());
        }
        try {
            String id = exoscope.labs.engine.Submission.id(sources);
            return LabReport.of(lab.check(RunSource.serial(worker::run), id, result -> {}), build.problems());
        } catch (IllegalStateException e) {
            // JUnit wraps what a run throws; the worker remembers what it was.
            throw worker.failure().orElseThrow(() -> e);
        }
    }
}
