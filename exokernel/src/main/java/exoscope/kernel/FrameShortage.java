package exoscope.kernel;

import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Too few frames of some kind are free for an environment: what others could give it, and the asking. {@link Demands} keeps for
 * it what they give.
 *
 * @param env who lacks them
 */
record FrameShortage(Kernel kernel, int env, IntPredicate kind) {
    /**
     * Frames that it could get if all others gave it what is above their guarantees. Who wants more could wait for ever, and what
     * is kept for it would be of no use to anybody.
     */
    int attainable() {
        FrameTable frames = kernel.frames();
        int most = frames.firstFree(frames.freeCount(), kind).size();
        for (Environment other : kernel.environments()) {
            if (other.alive() && other.id != env) {
                List<Integer> held = frames.ownedBy(other.id);
                int ofKind = (int) held.stream().filter(kind::test).count();
                most += Math.min(ofKind, Math.max(0, held.size() - other.guaranteed));
            }
        }
        return most;
    }

    /**
     * Asks for as many frames as are missing, from whoever holds most above its guarantee, lowest frame first. They are kept by
     * number: the environment has to ask again for the kind.
     */
    void ask(int needed) {
        kernel.demands().note(env, needed, kernel.machine().clock().now());
        int missing = needed
                - kernel.frames().firstFree(needed, kind).size()
                - kernel.revocations().countFrames(kind);
        while (missing > 0 && revokeOne()) {
            missing--;
        }
    }

    private boolean revokeOne() {
        return kernel.environments().stream()
                .filter(other -> other.alive() && other.id != env)
                .sorted(Comparator.comparingInt(other -> surplus(other) * -1))
                .flatMap(other -> kernel.frames().ownedBy(other.id).stream())
                .filter(kind::test)
                .anyMatch(frame -> kernel.revocations().request(new Resource.Frame(frame)));
    }

    private int surplus(Environment other) {
        return kernel.frames().countOwnedBy(other.id)
                - kernel.revocations().asked(Resource.Kind.FRAME, other.id)
                - other.guaranteed;
    }
}
