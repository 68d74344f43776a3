package exoscope.gui.revocation;

import exoscope.gui.revocation.RevocationViewModel.Write;
import exoscope.kernel.KernelEvent;
import exoscope.labs.view.Narration;
import exoscope.labs.view.RevocationView;
import java.util.ArrayList;
import java.util.List;

/** Finds what the disk wrote of a frame while it was asked for. */
final class WriteBacks {
    private WriteBacks() {}

    static List<Write> of(RevocationView revocation, List<Narration.Stop> past, long now) {
        List<Write> writes = new ArrayList<>();
        for (int i = 0; i < past.size(); i++) {
            if (past.get(i).entry().event() instanceof KernelEvent.TransferSubmitted submitted
                    && submitted.write()
                    && submitted.frame() == revocation.frame()
                    && past.get(i).entry().env() == revocation.env()) {
                Write write = write(past.get(i).entry().cycle(), submitted, past.subList(i, past.size()), now);
                if (overlaps(write, revocation, now)) {
                    writes.add(write);
                }
            }
        }
        return List.copyOf(writes);
    }

    private static Write write(
            long from, KernelEvent.TransferSubmitted submitted, List<Narration.Stop> later, long now) {
        for (Narration.Stop stop : later) {
            if (stop.entry().event() instanceof KernelEvent.TransferEnded ended
                    && ended.request() == submitted.request()) {
                return new Write(from, stop.entry().cycle(), submitted.block(), !ended.ok());
            }
        }
        return new Write(from, now, submitted.block(), false);
    }

    private static boolean overlaps(Write write, RevocationView revocation, long now) {
        long end = revocation.open() ? now : revocation.endedAt();
        return write.to() >= revocation.requestedAt() && write.from() <= end;
    }
}
