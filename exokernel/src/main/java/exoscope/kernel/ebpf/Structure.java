package exoscope.kernel.ebpf;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The form of a program, before anything is known of values: where jumps lead, where functions begin, that everything can be
 * reached and that no function calls itself.
 */
final class Structure {
    /** Slots that a program may have. */
    static final int MOST_SLOTS = 4096;

    private static final int COMPUTING = -1;

    private final List<Instruction> code;
    private final NavigableSet<Integer> entries = new TreeSet<>();
    private final Map<Integer, NavigableSet<Integer>> calls = new TreeMap<>();
    private final BitSet targets = new BitSet();

    private Structure(List<Instruction> code) {
        this.code = code;
    }

    /** @throws RefusedProgramException if the form is wrong */
    static Structure of(Program program) {
        Structure structure = new Structure(program.code());
        structure.check();
        return structure;
    }

    /** Where functions begin; the program itself begins at 0. */
    NavigableSet<Integer> entries() {
        return entries;
    }

    /** Where the function ends in which an instruction is: the first index behind it. */
    int end(int entry) {
        Integer next = entries.higher(entry);
        return next == null ? code.size() : next;
    }

    /** The functions that a function calls. */
    NavigableSet<Integer> calledBy(int entry) {
        return calls.getOrDefault(entry, new TreeSet<>());
    }

    /** Whether a jump leads to an instruction. */
    boolean isTarget(int index) {
        return targets.get(index);
    }

    private void check() {
        if (code.isEmpty() || code.size() > MOST_SLOTS) {
            throw RefusedProgramException.whole(
                    "a program of " + code.size() + " instructions: must be 1 to " + MOST_SLOTS);
        }
        instructions();
        entries.add(0);
        for (int i = 0; i < code.size(); i++) {
            if (code.get(i).isLocalCall()) {
                entries.add(inProgram(i));
            }
        }
        for (int i = 0; i < code.size(); i++) {
            jump(i);
        }
        entries.forEach(this::endsWell);
        everythingIsReached();
        Map<Integer, Integer> heights = new TreeMap<>();
        entries.forEach(entry -> height(entry, heights));
    }

    private void instructions() {
        boolean tail = false;
        for (int i = 0; i < code.size(); i++) {
            Instruction instruction = code.get(i);
            if ((instruction.opcode() == Opcode.TAIL) != tail) {
                throw RefusedProgramException.at(i, "a 64-bit immediate and its second slot do not follow each other");
            }
            if (!tail) {
                InstructionCheck.check(i, instruction);
            } else if (!instruction.equals(Instruction.TAIL)) {
                throw RefusedProgramException.at(i, "the second slot of a 64-bit immediate has fields of its own");
            }
            tail = instruction.isWide();
        }
        if (tail) {
            throw RefusedProgramException.at(code.size() - 1, "the program ends in the middle of a 64-bit immediate");
        }
    }

    private int inProgram(int index) {
        Instruction instruction = code.get(index);
        int target = instruction.target(index);
        if (target < 0 || target >= code.size()) {
            throw RefusedProgramException.at(index, instruction, "leads to " + target + ", outside the program");
        }
        if (code.get(target).opcode() == Opcode.TAIL) {
            throw RefusedProgramException.at(index, instruction, "leads into the middle of a 64-bit immediate");
        }
        return target;
    }

    private void jump(int index) {
        Instruction instruction = code.get(index);
        int function = entries.floor(index);
        if (instruction.isLocalCall()) {
            calls.computeIfAbsent(function, at -> new TreeSet<>()).add(instruction.target(index));
        } else if (instruction.isGoto() || instruction.isConditional()) {
            int target = inProgram(index);
            if (entries.floor(target) != function) {
                throw RefusedProgramException.at(
                        index, instruction, "jumps into another function; functions can only be called");
            }
            targets.set(target);
        }
    }

    private void endsWell(int entry) {
        int last = end(entry) - 1;
        Instruction instruction = code.get(last);
        if (!instruction.isExit() && !instruction.isGoto()) {
            throw RefusedProgramException.at(
                    last, instruction, "the code runs on over the end of its function; the last must be exit or goto");
        }
    }

    private void everythingIsReached() {
        BitSet reached = new BitSet();
        Deque<Integer> pending = new ArrayDeque<>(entries);
        while (!pending.isEmpty()) {
            int index = pending.pop();
            if (reached.get(index)) {
                continue;
            }
            Instruction instruction = code.get(index);
            reached.set(index, index + instruction.slots());
            if (instruction.isGoto() || instruction.isConditional()) {
                pending.push(instruction.target(index));
            }
            if (!instruction.isGoto() && !instruction.isExit()) {
                pending.push(index + instruction.slots());
            }
        }
        int unreached = reached.nextClearBit(0);
        if (unreached < code.size()) {
            throw RefusedProgramException.at(unreached, code.get(unreached), "no path leads here");
        }
    }

    /** How many functions may be active from this one on. A height that is not known yet while it is computed is a circle. */
    private int height(int entry, Map<Integer, Integer> heights) {
        Integer known = heights.putIfAbsent(entry, COMPUTING);
        if (known != null && known != COMPUTING) {
            return known;
        }
        if (known != null) {
            throw RefusedProgramException.at(
                    entry, code.get(entry), "this function calls itself, directly or through others");
        }
        int height = 1;
        for (int called : calledBy(entry)) {
            height = Math.max(height, 1 + height(called, heights));
        }
        if (height > Execution.MOST_FRAMES) {
            throw RefusedProgramException.at(
                    entry, code.get(entry), "begins a chain of more than 8 functions that call each other");
        }
        heights.put(entry, height);
        return height;
    }

    /**
     * Bytes of stack that the deepest chain of calls uses.
     *
     * @param used bytes that each function uses by itself, by where it begins
     */
    int deepestStack(Map<Integer, Integer> used) {
        return deepest(0, used, new TreeMap<>());
    }

    private int deepest(int entry, Map<Integer, Integer> used, Map<Integer, Integer> known) {
        Integer before = known.get(entry);
        if (before != null) {
            return before;
        }
        int below = 0;
        for (int called : calledBy(entry)) {
            below = Math.max(below, deepest(called, used, known));
        }
        int all = used.getOrDefault(entry, 0) + below;
        known.put(entry, all);
        return all;
    }
}
