package exoscope.hw.cpu;

import exoscope.hw.PhysicalMemory;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Which instructions of a page make up a region: what can be reached from its head by fixed branches and jumps within the
 * page, up to a number of instructions.
 */
final class RegionShape {
    /**
     * Instructions that end together, by number within the page.
     *
     * @param first the first instruction
     * @param end after the last instruction, or the branch that ends the block, with the instruction in its slot
     */
    record Block(int first, int end, boolean branch) {
        /** Instructions in the block, a branch and its slot included. */
        int length() {
            return end - first + (branch ? 2 : 0);
        }
    }

    private final long[] page;
    private final int pc;
    private final boolean[] walked = new boolean[DecodedFrame.INSTRUCTIONS + 1];
    private final NavigableSet<Integer> leaders = new TreeSet<>();
    private final Deque<Integer> unvisited = new ArrayDeque<>();
    private int budget;

    /** @param pc virtual address of the head */
    RegionShape(long[] page, int pc, int budget) {
        this.page = page;
        this.pc = pc;
        this.budget = budget;
        visit(pc);
        while (!unvisited.isEmpty() && this.budget > 0) {
            walk(unvisited.remove());
        }
        leaders.removeIf(leader -> !walked[leader]);
    }

    /** First instructions of the blocks; empty if nothing can be translated. */
    NavigableSet<Integer> leaders() {
        return leaders;
    }

    /** The block that begins at a leader. */
    Block block(int leader) {
        int i = leader;
        while (walked[i] && (i == leader || !leaders.contains(i))) {
            if (Op.isBranch(Decoder.op(page[i]))) {
                return new Block(leader, i, true);
            }
            i++;
        }
        return new Block(leader, i, false);
    }

    long instruction(int index) {
        return page[index];
    }

    /** Virtual address of an instruction. */
    int address(int index) {
        return (pc & -PhysicalMemory.FRAME_BYTES) + 4 * index;
    }

    /** Whether the address is in the region's page, so that its instruction may be one of the region's. */
    boolean holds(int address) {
        return ((address ^ pc) & -PhysicalMemory.FRAME_BYTES) == 0;
    }

    private void walk(int from) {
        for (int i = from; !walked[i] && budget > 0 && translatable(i); i++) {
            walked[i] = true;
            budget--;
            int op = Decoder.op(page[i]);
            if (Op.isBranch(op)) {
                budget--;
                visitSuccessors(i, op);
                return;
            }
        }
    }

    private void visitSuccessors(int branch, int op) {
        if (Op.hasFixedTarget(op) && op != Op.JAL && op != Op.BLTZAL && op != Op.BGEZAL) {
            visit(Decoder.target(page[branch], address(branch)));
        }
        if (op >= Op.BEQ) {
            visit(address(branch + 2));
        }
    }

    private void visit(int address) {
        if (holds(address) && leaders.add(DecodedFrame.index(address))) {
            unvisited.add(DecodedFrame.index(address));
        }
    }

    private boolean translatable(int i) {
        if (i >= page.length) {
            return false;
        }
        int op = Decoder.op(page[i]);
        if (Op.isBranch(op)) {
            return i + 1 < page.length && plain(Decoder.op(page[i + 1])) && !Op.isBranch(Decoder.op(page[i + 1]));
        }
        return plain(op);
    }

    /** Whether a region can complete the operation. */
    private static boolean plain(int op) {
        return op < Op.SYSCALL;
    }
}
