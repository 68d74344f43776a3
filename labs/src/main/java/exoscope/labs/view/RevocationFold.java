package exoscope.labs.view;

import exoscope.kernel.KernelEvent;
import exoscope.labs.view.RevocationView.Outcome;
import java.util.ArrayList;
import java.util.List;

/** The revocations' part of the fold. At most one is open for a frame, which the kernel sees to. */
final class RevocationFold {
    private final List<RevocationView> revocations;

    RevocationFold(List<RevocationView> from) {
        revocations = new ArrayList<>(from);
    }

    List<RevocationView> views() {
        return List.copyOf(revocations);
    }

    void accept(int env, long cycle, KernelEvent event) {
        switch (event) {
            case KernelEvent.RevocationRequested requested -> {
                forgetOldest();
                revocations.add(new RevocationView(
                        env, requested.frame(), cycle, requested.deadline(), -1, Outcome.OPEN, -1, -1));
            }
            case KernelEvent.UpcallStarted started -> {
                if (started.upcall().equals("Revoke")) {
                    notice(started.subject(), cycle);
                }
            }
            case KernelEvent.RevocationAcknowledged acknowledged ->
                end(acknowledged.frame(), Outcome.ACKNOWLEDGED, cycle, -1);
            case KernelEvent.RevocationAborted aborted -> end(aborted.frame(), Outcome.ABORTED, cycle, aborted.block());
            default -> {}
        }
    }

    private void forgetOldest() {
        if (revocations.stream().filter(each -> !each.open()).count() >= MachineView.REMEMBERED) {
            revocations.remove(revocations.stream()
                    .filter(each -> !each.open())
                    .findFirst()
                    .orElseThrow());
        }
    }

    private void notice(int frame, long cycle) {
        revocations.replaceAll(each -> each.open() && each.frame() == frame && each.noticedAt() < 0
                ? new RevocationView(
                        each.env(), frame, each.requestedAt(), each.deadline(), cycle, Outcome.OPEN, -1, -1)
                : each);
    }

    private void end(int frame, Outcome outcome, long cycle, int block) {
        revocations.replaceAll(each -> each.open() && each.frame() == frame
                ? new RevocationView(
                        each.env(), frame, each.requestedAt(), each.deadline(), each.noticedAt(), outcome, cycle, block)
                : each);
    }
}
