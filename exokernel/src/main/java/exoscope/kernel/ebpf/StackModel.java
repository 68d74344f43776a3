package exoscope.kernel.ebpf;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the verifier knows of the stack of one function. A register that was saved whole comes back as it was; of other bytes
 * it is known only that they were written. Offsets count from the frame's lowest byte.
 */
final class StackModel {
    private static final byte NOTHING = 0;
    private static final byte DATA = 1;
    private static final byte POINTER = 2;
    private static final int SLOT = 4;

    private final byte[] kinds;
    private final @Nullable Register[] saved;
    private final byte[] sizes;

    StackModel() {
        kinds = new byte[Execution.FRAME_BYTES];
        saved = new Register[Execution.FRAME_BYTES / SLOT];
        sizes = new byte[Execution.FRAME_BYTES / SLOT];
    }

    private StackModel(StackModel other) {
        kinds = other.kinds.clone();
        saved = other.saved.clone();
        sizes = other.sizes.clone();
    }

    StackModel copy() {
        return new StackModel(this);
    }

    /** Writes bytes at a known place; null if that would leave half a pointer behind. */
    @Nullable
    String write(int at, int size, Register value) {
        String problem = forget(at, size, true);
        if (problem != null) {
            return problem;
        }
        if (value.isPointer() && (size != Long.BYTES || at % Long.BYTES != 0)) {
            return "saves an address elsewhere than in 8 aligned bytes";
        }
        Arrays.fill(kinds, at, at + size, value.isPointer() ? POINTER : DATA);
        if (at % SLOT == 0 && size >= SLOT) {
            saved[at / SLOT] = size == Long.BYTES || value.scalar().low().equals(value.scalar())
                    ? value
                    : Register.number(value.scalar().low());
            sizes[at / SLOT] = (byte) size;
        }
        return null;
    }

    /** Writes numbers somewhere between two places: what was not known to be written still is not. */
    @Nullable
    String writeSomewhere(int from, int to) {
        return forget(from, to - from, false);
    }

    /** Takes away what is known of saved registers that a write touches. */
    private @Nullable String forget(int at, int size, boolean certain) {
        for (int slot = Math.max(0, at / SLOT - 1); slot * SLOT < at + size; slot++) {
            Register register = saved[slot];
            int start = slot * SLOT;
            if (register == null || start + sizes[slot] <= at) {
                continue;
            }
            boolean covered = certain && at <= start && start + sizes[slot] <= at + size;
            if (register.isPointer() && !covered) {
                return "overwrites a part of a saved address";
            }
            if (register.isPointer()) {
                Arrays.fill(kinds, start, start + sizes[slot], NOTHING);
            }
            saved[slot] = null;
        }
        return null;
    }

    /** What a load of a known place gives; null if not all of it was written, or if it would be a part of an address. */
    @Nullable
    Register read(int at, int size) {
        if (at % SLOT == 0 && saved[at / SLOT] != null && sizes[at / SLOT] == size) {
            return saved[at / SLOT];
        }
        return isData(at, at + size) ? Register.number(Scalar.ofBytes(size)) : null;
    }

    /** Whether all bytes between two places are numbers that were written. */
    boolean isData(int from, int to) {
        for (int i = from; i < to; i++) {
            if (kinds[i] != DATA) {
                return false;
            }
        }
        return true;
    }

    /** Whether replacing saved registers would make a difference. */
    boolean isChangedBy(UnaryOperator<Register> change) {
        for (int i = 0; i < saved.length; i++) {
            Register register = saved[i];
            if (register != null
                    && sizes[i] == Long.BYTES
                    && !change.apply(register).equals(register)) {
                return true;
            }
        }
        return false;
    }

    /** Changes every saved register. */
    void replaceSaved(UnaryOperator<Register> change) {
        for (int i = 0; i < saved.length; i++) {
            Register register = saved[i];
            if (register != null) {
                saved[i] = sizes[i] == Long.BYTES ? change.apply(register) : register;
            }
        }
    }

    /** Whether whatever is safe with this stack is safe with another. */
    boolean covers(StackModel other, Coverage coverage) {
        return (this == other || coversKinds(other)) && coversSaved(other, coverage);
    }

    private boolean coversKinds(StackModel other) {
        for (int i = 0; i < kinds.length; i++) {
            if (kinds[i] != NOTHING && kinds[i] != other.kinds[i]) {
                return false;
            }
        }
        return true;
    }

    private boolean coversSaved(StackModel other, Coverage coverage) {
        for (int i = 0; i < saved.length; i++) {
            Register mine = saved[i];
            if (mine != null) {
                Register theirs = other.saved[i];
                if (theirs == null || sizes[i] != other.sizes[i] || !coverage.covers(mine, theirs)) {
                    return false;
                }
            }
        }
        return true;
    }

    boolean same(StackModel other) {
        return this == other || sameContents(other);
    }

    private boolean sameContents(StackModel other) {
        return Arrays.equals(kinds, other.kinds)
                && Arrays.equals(saved, other.saved)
                && Arrays.equals(sizes, other.sizes);
    }
}
