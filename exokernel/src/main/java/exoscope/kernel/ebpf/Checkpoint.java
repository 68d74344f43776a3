package exoscope.kernel.ebpf;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What was known at one place on one path, and how many ways from there are not explored to their ends yet. */
final class Checkpoint {
    private @Nullable PathState state;
    private final @Nullable Checkpoint parent;
    private int open = 1;

    Checkpoint(PathState state, @Nullable Checkpoint parent) {
        this.state = state;
        this.parent = parent;
    }

    /** What was known; nobody asks once it is forgotten. */
    PathState state() {
        return Objects.requireNonNull(state);
    }

    /** Nothing is compared with it any more, though ways from here may still be open. */
    void forget() {
        state = null;
    }

    /** Whether every way from here has ended, so that what was known here is known to be safe. */
    boolean isComplete() {
        return open == 0;
    }

    void fork() {
        open++;
    }

    /** A way has ended. */
    void end() {
        Checkpoint at = this;
        while (at != null) {
            at.open--;
            if (at.open > 0) {
                return;
            }
            at = at.parent;
        }
    }
}
