package exoscope.kernel.ebpf;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Where a path through the program is, and what is known there. Copies share the frames that neither of them changes. */
final class PathState {
    private final List<FrameModel> frames;
    /** Frames that no other path has, so that they may be changed. */
    private final BitSet own = new BitSet();

    int pc;
    /** The last place where what was known has been written down. */
    @Nullable
    Checkpoint checkpoint;

    private PathState(List<FrameModel> frames, int pc) {
        this.frames = frames;
        this.pc = pc;
    }

    static PathState start() {
        List<FrameModel> frames = new ArrayList<>();
        frames.add(new FrameModel(0, -1, 0));
        frames.getFirst().set(1, Register.pointer(Register.Kind.CONTEXT, 0, 0));
        return new PathState(frames, 0);
    }

    PathState copy() {
        own.clear();
        PathState copy = new PathState(new ArrayList<>(frames), pc);
        copy.checkpoint = checkpoint;
        return copy;
    }

    /** What is known of a frame, to be looked at. */
    FrameModel frame(int index) {
        return frames.get(index);
    }

    /** What is known of a frame, to be changed. */
    FrameModel ownFrame(int index) {
        if (!own.get(index)) {
            frames.set(index, frames.get(index).copy());
            own.set(index);
        }
        return frames.get(index);
    }

    int depth() {
        return frames.size();
    }

    Register get(int register) {
        return frames.getLast().get(register);
    }

    void set(int register, Register value) {
        ownFrame(frames.size() - 1).set(register, value);
    }

    void setNumber(int register, Scalar scalar) {
        set(register, Register.number(scalar));
    }

    /** Nothing is known of r1 to r5 any more. */
    void clobberArguments() {
        for (int i = 1; i <= 5; i++) {
            set(i, Register.NOTHING);
        }
    }

    void enter(int entry, int returnTo) {
        FrameModel callee = new FrameModel(entry, returnTo, frames.size());
        for (int i = 1; i <= 5; i++) {
            callee.set(i, get(i));
        }
        own.set(frames.size());
        frames.add(callee);
        pc = entry;
    }

    void leave() {
        FrameModel callee = frames.removeLast();
        own.clear(frames.size());
        set(0, callee.get(0));
        clobberArguments();
        pc = callee.returnTo;
    }

    /** Changes every register, also the saved ones and those of callers. */
    void replaceAll(UnaryOperator<Register> change) {
        for (int i = 0; i < frames.size(); i++) {
            if (frames.get(i).isChangedBy(change)) {
                ownFrame(i).replaceAll(change);
            }
        }
    }

    /** Whether what is safe here is safe there. */
    boolean covers(PathState other, Liveness liveness) {
        if (frames.size() != other.frames.size()) {
            return false;
        }
        Coverage coverage = new Coverage();
        for (int i = 0; i < frames.size(); i++) {
            boolean top = i + 1 == frames.size();
            int live = top ? liveness.at(pc) : liveness.afterCall(frames.get(i + 1).returnTo);
            if (!frames.get(i).covers(other.frames.get(i), live, coverage)) {
                return false;
            }
        }
        return true;
    }

    boolean same(PathState other) {
        if (frames.size() != other.frames.size()) {
            return false;
        }
        for (int i = 0; i < frames.size(); i++) {
            if (frames.get(i) != other.frames.get(i) && !frames.get(i).same(other.frames.get(i))) {
                return false;
            }
        }
        return true;
    }
}
