package exoscope.labs.engine;

import exoscope.kernel.KernelEvent;
import exoscope.kernel.Upcall;
import java.util.ArrayList;
import java.util.List;

/** Notes at which charge points the student's environment did what plans are made about. */
final class PaceFold {
    private static final String REVOCATION = new Upcall.Revoke(0, 0).kind();

    private final List<Long> answers = new ArrayList<>();
    private final List<Pace.Span> spans = new ArrayList<>();
    /** Upcalls for revocations that are running, one in the other, and where the outermost began. */
    private int answering;

    private long since;

    /** @param reached number of the charge point that the environment reached last */
    void accept(KernelEvent event, long reached) {
        switch (event) {
            case KernelEvent.RevocationAcknowledged given -> answers.add(reached);
            case KernelEvent.UpcallStarted started -> {
                if (started.upcall().equals(REVOCATION) && answering++ == 0) {
                    since = reached + 1;
                }
            }
            case KernelEvent.UpcallEnded ended -> {
                if (ended.upcall().equals(REVOCATION) && --answering == 0) {
                    spans.add(new Pace.Span(since, reached));
                }
            }
            default -> {}
        }
    }

    /** Nothing runs any more; what was running never ends. */
    void powerFailed(long reached) {
        if (answering > 0) {
            spans.add(new Pace.Span(since, reached));
            answering = 0;
        }
    }

    Pace pace(List<Long> chargePoints, long packets, long inVain) {
        return new Pace(chargePoints, answers, spans, packets, inVain);
    }
}
