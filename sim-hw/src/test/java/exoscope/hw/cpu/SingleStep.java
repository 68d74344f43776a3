package exoscope.hw.cpu;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One instruction from a state to the next, as recorded by the SingleStepTests project (MIT licence) for an R3000 without
 * TLB, with exposed load delay.
 */
record SingleStep(String name, State before, State after, List<BusCycle> cycles) {
    /** Kinds of bus cycle. */
    static final int READ = 1;

    static final int WRITE = 2;
    static final int FETCH = 4;

    private static final int NAME_BYTES = 51;

    /**
     * Registers, and what is on its way through the pipeline.
     *
     * @param nextPc where execution goes after {@code pc}
     * @param inSlot whether {@code pc} follows a branch
     * @param loading register that a load has not reached yet, or -1
     */
    record State(
            List<Integer> gpr,
            int hi,
            int lo,
            int epc,
            int cause,
            int pc,
            int nextPc,
            boolean inSlot,
            int loading,
            int loaded) {}

    /** What the processor did on its bus: the lowest {@code size} bytes of {@code value} count. */
    record BusCycle(int value, int action, int address, int size) {}

    /** Whether the instruction raises an exception: nothing else changes EPC in a recorded step. */
    boolean raises() {
        return after.epc != before.epc;
    }

    static List<SingleStep> read(Path file) {
        try {
            ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
            List<SingleStep> steps = new ArrayList<>();
            for (int left = in.getInt(); left > 0; left--) {
                steps.add(step(in));
            }
            return steps;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SingleStep step(ByteBuffer in) {
        byte[] name = new byte[NAME_BYTES];
        in.get(name);
        in.getInt(); // the opcode and its address are among the bus cycles too
        in.getInt();
        State before = state(in);
        State after = state(in);
        List<BusCycle> cycles = new ArrayList<>();
        for (int left = in.getInt(); left > 0; left--) {
            cycles.add(new BusCycle((int) in.getLong(), in.getInt(), (int) in.getLong(), in.getInt()));
        }
        return new SingleStep(new String(name, 1, name[0], StandardCharsets.US_ASCII), before, after, cycles);
    }

    private static State state(ByteBuffer in) {
        List<Integer> gpr = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            gpr.add(in.getInt());
        }
        int hi = in.getInt();
        int lo = in.getInt();
        int epc = in.getInt();
        in.getInt(); // a register of one descendant of the R3000, which this machine does not have
        int cause = in.getInt();
        int pc = in.getInt();
        int target = in.getInt();
        boolean inSlot = in.getInt() != 0;
        int next = in.getInt() != 0 ? target : pc + 4;
        return new State(gpr, hi, lo, epc, cause, pc, next, inSlot, in.getInt(), in.getInt());
    }
}
