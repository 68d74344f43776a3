package exoscope.kernel.ebpf;

/** A program that the kernel does not take; the message is one sentence that says which instruction and why. */
public final class RefusedProgramException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int index;
    private int explored;

    private RefusedProgramException(int index, String sentence) {
        super(sentence);
        this.index = index;
    }

    /** A refusal of one instruction. */
    static RefusedProgramException at(int index, Instruction instruction, String reason) {
        return new RefusedProgramException(
                index, "instruction %d (%s): %s".formatted(index, Disassembler.text(instruction), reason));
    }

    /** A refusal of bits that are no instruction. */
    static RefusedProgramException at(int index, String reason) {
        return new RefusedProgramException(index, "instruction " + index + ": " + reason);
    }

    /** A refusal of the whole. */
    static RefusedProgramException whole(String reason) {
        return new RefusedProgramException(-1, reason);
    }

    /** Number of the slot that was refused, or -1 if it was the whole program. */
    public int index() {
        return index;
    }

    /** Instructions that had been followed, over all paths, when the program was found to be wrong. */
    public int explored() {
        return explored;
    }

    /** Says how far the verifier had come. */
    RefusedProgramException after(int steps) {
        explored = steps;
        return this;
    }
}
