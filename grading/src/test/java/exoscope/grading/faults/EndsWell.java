package exoscope.grading.faults;

import static exoscope.labs.assertions.LabAssertions.assertThat;

import exoscope.labs.engine.LabRun;
import exoscope.labs.engine.LabRun.Outcome;
import java.util.function.Consumer;

/** The libOS ends with exit code 0, unless the power has failed for good. */
public final class EndsWell implements Consumer<LabRun> {
    @Override
    public void accept(LabRun run) {
        assertThat(run).invariantsHeld();
        if (run.outcome() != Outcome.POWER_OFF) {
            assertThat(run).studentExitedWith(0);
        }
    }
}
