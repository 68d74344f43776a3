package exoscope.kernel;

import exoscope.kernel.ExokernelDisk.End;
import exoscope.kernel.ExokernelDisk.PieceEnd;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Pieces that were asked for in one call: their owner hears of their ends when the last has ended. */
final class TransferBatch {
    private final List<PieceEnd> ends;
    private int request;
    private int open;

    TransferBatch(int pieces) {
        ends = new ArrayList<>(Collections.nCopies(pieces, new PieceEnd(0, End.CANCELLED)));
        open = pieces;
    }

    /** The request's number is that of its first piece. */
    void named(int first) {
        request = first;
    }

    int request() {
        return request;
    }

    void ended(int piece, PieceEnd end) {
        ends.set(piece, end);
        open--;
    }

    boolean over() {
        return open == 0;
    }

    Upcall.BlocksTransferred report() {
        return new Upcall.BlocksTransferred(request, List.copyOf(ends));
    }
}
