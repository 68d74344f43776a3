package exoscope.labs.assertions;

import exoscope.labs.engine.LabRun;

/** Where a check's sentences begin: {@code assertThat(run).studentExitedWith(0)}. */
public final class LabAssertions {
    private LabAssertions() {}

    public static RunAssert assertThat(LabRun run) {
        return new RunAssert(run);
    }
}
