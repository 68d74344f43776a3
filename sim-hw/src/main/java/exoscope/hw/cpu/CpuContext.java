package exoscope.hw.cpu;

/**
 * The user-visible registers of one instruction stream. The CPU works directly on the context it is given, so
 * switching environments copies nothing.
 */
public final class CpuContext {
    /** General registers; {@code gpr[0]} is always 0. */
    public final int[] gpr = new int[32];

    public int hi;
    public int lo;
    /** What a program on a {@link Isa#MIPS32_R2} machine reads with {@code rdhwr $29}: its thread's data. */
    public int userLocal;
    /** Address of the instruction to execute next. */
    public int pc;
    /** Address of the instruction after it: differs from {@code pc + 4} after a branch that is taken. */
    public int nextPc;
    /** Whether the instruction at {@code pc} follows a branch, taken or not: an exception there names the branch. */
    public boolean inDelaySlot;

    /** Continues at {@code address}, outside any delay slot. */
    public void jumpTo(int address) {
        pc = address;
        nextPc = address + 4;
        inDelaySlot = false;
    }
}
