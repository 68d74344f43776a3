package exoscope.kernel.ebpf;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Where a path through the program is, and what is known there. */
final class PathState {
    private final List<FrameModel> frames;
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
        PathState copy = new PathState(
                new ArrayList<>(frames.stream().map(FrameModel::copy).toList()), pc);
        copy.checkpoint = checkpoint;
        return copy;
    }

    FrameModel frame() {
        return frames.getLast();
    }

    FrameModel frame(int index) {
        return frames.get(index);
    }

    int depth() {
        return frames.size();
    }

    Register get(int register) {
        return frame().get(register);
    }

    void set(int register, Register value) {
        frame().set(register, value);
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
        frames.add(callee);
        pc = entry;
    }

    void leave() {
        FrameModel callee = frames.removeLast();
        set(0, callee.get(0));
        clobberArguments();
        pc = callee.returnTo;
    }

    /** Changes every register, also the saved ones and those of callers. */
    void replaceAll(UnaryOperator<Register> change) {
        frames.forEach(frame -> frame.replaceAll(change));
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
            if (!frames.get(i).same(other.frames.get(i))) {
                return false;
            }
        }
        return true;
    }
}
