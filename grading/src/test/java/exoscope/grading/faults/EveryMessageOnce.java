package exoscope.grading.faults;

import static exoscope.labs.assertions.LabAssertions.assertThat;

import exoscope.hw.trace.TraceEntry;
import exoscope.labs.engine.CheckFailure;
import exoscope.labs.engine.LabRun;
import exoscope.labs.network.WireEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The sender ends, and by then the receiver has got each of the four messages once. */
public final class EveryMessageOnce implements Consumer<LabRun> {
    private static final List<String> ALL = List.of("delivered 1", "delivered 2", "delivered 3", "delivered 4");

    @Override
    public void accept(LabRun run) {
        assertThat(run).studentExitedWith(0).invariantsHeld();
        List<String> said = new ArrayList<>();
        for (TraceEntry entry : run.playback().entries()) {
            if (entry.event() instanceof WireEvent.PeerSaid word) {
                said.add(word.text());
            }
        }
        if (run.ticket().scenario().equals("cable") && !said.equals(ALL)) {
            throw new CheckFailure("Expected each message once, but the receiver " + said + ".", run.ticket(), -1);
        }
    }
}
