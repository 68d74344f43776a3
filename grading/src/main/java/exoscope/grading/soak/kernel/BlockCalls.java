package exoscope.grading.soak.kernel;

import static exoscope.grading.soak.kernel.Difference.same;

import exoscope.kernel.Capability;
import exoscope.kernel.Exokernel;
import exoscope.kernel.ExokernelDisk;
import exoscope.kernel.ExokernelDisk.BlockRun;
import exoscope.kernel.ExokernelDisk.End;
import exoscope.kernel.ExokernelDisk.PieceEnd;
import exoscope.kernel.KernelError;
import exoscope.kernel.KernelEvent;
import exoscope.kernel.Result;
import exoscope.kernel.Upcall;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Transfers of many blocks, made of the kernel and of its model, and all that are under way. */
final class BlockCalls {
    private final KernelModel model;
    /** Transfers under way by request, those of one block too. */
    private final Map<Integer, Piece> pieces = new TreeMap<>();
    /** Requests of the call that is being made, in order. */
    private final List<Integer> submitted = new ArrayList<>();

    /** A request of the disk, and the call that it is of. */
    private static final class Piece {
        final int env;
        final List<Integer> frames = new ArrayList<>();

        @Nullable
        Batch batch;

        Piece(int env) {
            this.env = env;
        }
    }

    /** Pieces of one call. */
    private static final class Batch {
        final List<Integer> requests;
        final List<PieceEnd> ends;
        int open;

        Batch(List<Integer> requests) {
            this.requests = List.copyOf(requests);
            ends = new ArrayList<>(Collections.nCopies(requests.size(), new PieceEnd(0, End.CANCELLED)));
            open = requests.size();
        }
    }

    BlockCalls(KernelModel model) {
        this.model = model;
    }

    @Nullable
    String transfer(int env, Exokernel calls, KernelCall call, int block, int frame, Capability key) {
        List<BlockRun> runs = runs(env, call, block, frame);
        boolean sensible =
                !runs.isEmpty() && runs.stream().noneMatch(run -> run.frames().isEmpty());
        KernelError expected = sensible ? model.badKey(env, key) : KernelError.BAD_ARGUMENT;
        int blocks = 0;
        for (BlockRun run : runs) {
            for (int i = 0; expected == null && i < run.frames().size(); i++) {
                int rights = call.flag() ? Capability.READ : Capability.WRITE;
                expected = model.badFrame(env, run.frames().get(i), key, rights, true);
                boolean own = model.ownsBlock(env, run.block() + i);
                expected = expected == null && !own ? KernelError.NOT_OWNER : expected;
            }
            blocks += run.frames().size();
        }
        if (expected == null && inFlight(env) + blocks > ExokernelDisk.MOST_IN_FLIGHT) {
            expected = KernelError.QUOTA;
        }
        submitted.clear();
        Result<Integer> result = calls.disk().transferBlocks(runs, call.flag(), key);
        if (expected != null || !result.ok()) {
            return same(expected, result);
        }
        Batch batch = new Batch(submitted);
        batch.requests.forEach(request -> piece(request).batch = batch);
        String difference = same(runs.size(), batch.requests.size());
        difference = difference == null ? same(batch.requests.getFirst(), result.get()) : difference;
        return difference == null ? same(inFlight(env), calls.disk().blocksInFlight()) : difference;
    }

    /** One to three runs, of own blocks and frames if the call means well, and some that make no sense. */
    private List<BlockRun> runs(int env, KernelCall call, int first, int frame) {
        List<Integer> frames = List.copyOf(model.framesOf(env));
        List<BlockRun> runs = new ArrayList<>();
        int block = first;
        for (int i = 0; i < call.next() % 4; i++) {
            List<Integer> run = new ArrayList<>();
            for (int j = 0; j < (call.next() >>> (2 + 2 * i)) % 4; j++) {
                run.add(frames.isEmpty() || call.next() % 7 == 0 ? frame : frames.get((j + i) % frames.size()));
            }
            runs.add(new BlockRun(block, run));
            block += run.size();
        }
        return runs;
    }

    /** Blocks of an environment that are under way. */
    int inFlight(int env) {
        return pieces.values().stream()
                .filter(piece -> piece.env == env)
                .mapToInt(piece -> piece.frames.size())
                .sum();
    }

    private Piece piece(int request) {
        Piece piece = pieces.get(request);
        if (piece == null) {
            throw new IllegalStateException("request " + request + " is not under way");
        }
        return piece;
    }

    /** The kernel says that it gave a transfer to the disk. */
    void submitted(KernelEvent.TransferSubmitted event, int env) {
        if (!pieces.containsKey(event.request())) {
            submitted.add(event.request());
            pieces.put(event.request(), new Piece(env));
        }
        piece(event.request()).frames.add(event.frame());
    }

    /** The kernel says that a transfer has ended. Returns what is wrong with that, or null. */
    @Nullable
    String ended(KernelEvent.TransferEnded event, int env) {
        Piece piece = pieces.remove(event.request());
        if (piece == null) {
            return "a transfer ended twice";
        }
        Batch batch = piece.batch;
        if (batch == null) {
            model.env(env).post(new Upcall.TransferDone(event.request(), event.ok()));
            return null;
        }
        int blocks = piece.frames.size();
        batch.ends.set(
                batch.requests.indexOf(event.request()),
                event.ok() ? new PieceEnd(blocks, End.DONE) : new PieceEnd(0, End.CANCELLED));
        batch.open--;
        if (batch.open == 0) {
            model.env(env).post(new Upcall.BlocksTransferred(batch.requests.getFirst(), List.copyOf(batch.ends)));
        }
        return null;
    }

    /** What is wrong with the transfers under way, or null. */
    @Nullable
    String difference() {
        Set<Integer> named = new HashSet<>();
        pieces.values().forEach(piece -> named.addAll(piece.frames));
        boolean owned = named.stream().allMatch(frame -> model.owner[frame] > 0);
        return owned ? null : "a transfer names a frame that is free or lent";
    }
}
