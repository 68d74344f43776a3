package exoscope.kernel.ebpf;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Decides whether a program is let into the kernel, by following every path through it with what is known of each register and
 * each byte of the stack. A program that it accepts reads only what was written, stays within the memory it was given, gives no
 * addresses away, and ends: loops are followed round by round, so that one that has no bound is refused, and so is one with
 * more rounds than its limit of steps allows, {@link #MOST_STEPS} unless there is a lower one. The cycles of a run are bounded
 * by its budget besides.
 *
 * <p>A path ends early where another path has been at the same instruction, has been found safe to its end, and knew no more.
 *
 * <p>Neither time nor memory of the host is left to the program: the steps are limited, and so is what is kept of paths. What
 * is known of a function's registers and stack is shared between paths until one of them changes it.
 */
public final class Verifier {
    /** Instructions followed over all paths before a program counts as too complicated. */
    public static final int MOST_STEPS = 100_000;

    /** Remembered at one place; more help little and have to be compared. */
    private static final int MOST_CHECKPOINTS = 40;

    /** Remembered in all. Without more of them, paths are followed that might have ended early. */
    private static final int MOST_REMEMBERED = 8_192;

    /** Ways that wait to be followed. */
    static final int MOST_PENDING = 4_096;

    private static final Instruction EXIT = new Instruction(Opcode.JMP | Opcode.EXIT, 0, 0, 0, 0);

    private final Program program;
    private final ProgramType type;
    private final Structure structure;
    private final Liveness liveness;
    private final Deque<PathState> pending = new ArrayDeque<>();
    private final Map<Integer, List<Checkpoint>> checkpoints = new TreeMap<>();
    private final StepRules rules;
    private final BitSet visited = new BitSet();
    private final int mostSteps;
    private int steps;
    private int remembered;

    private Verifier(Program program, ProgramType type, int mostSteps) {
        this.program = program;
        this.type = type;
        this.mostSteps = mostSteps;
        structure = Structure.of(program);
        liveness = new Liveness(program.code());
        rules = new StepRules(program, type);
    }

    /**
     * Verifies a program for a purpose.
     *
     * @throws RefusedProgramException with one sentence that says which instruction is wrong and why
     */
    public static VerifiedProgram verify(Program program, ProgramType type) {
        return verify(program, type, MOST_STEPS);
    }

    /**
     * The same for whoever has less time.
     *
     * @param mostSteps instructions that are followed at most, over all paths
     */
    public static VerifiedProgram verify(Program program, ProgramType type, int mostSteps) {
        Verifier verifier = new Verifier(program, type, mostSteps);
        try {
            return verifier.verify();
        } catch (RefusedProgramException e) {
            throw e.after(verifier.steps);
        }
    }

    private VerifiedProgram verify() {
        pending.push(PathState.start());
        while (!pending.isEmpty()) {
            follow(pending.pop());
        }
        int stack = structure.deepestStack(rules.stackUsed());
        if (stack > Execution.FRAME_BYTES) {
            throw RefusedProgramException.whole("the functions that call each other use " + stack
                    + " bytes of stack, at most " + Execution.FRAME_BYTES + " are allowed in all");
        }
        return new VerifiedProgram(program, withoutDeadCode(), type, structure, steps, stack);
    }

    /**
     * The code, with an exit wherever no path has led. What is there has not been checked, and a condition that never holds keeps
     * it from being executed.
     */
    private List<Instruction> withoutDeadCode() {
        List<Instruction> code = new ArrayList<>(program.code());
        for (int i = 0; i < code.size(); i++) {
            if (!visited.get(i)) {
                code.set(i, EXIT);
            }
        }
        return code;
    }

    /** Follows one path to its end, and puts what branches off aside. */
    private void follow(PathState start) {
        PathState state = start;
        while (!isKnown(state)) {
            count(state.pc);
            StepRules.Next next = rules.step(state);
            PathState other = next.other();
            if (other != null) {
                putAside(other);
            }
            if (next.ends()) {
                break;
            }
        }
        if (state.checkpoint != null) {
            state.checkpoint.end();
        }
    }

    private void count(int index) {
        if (steps == mostSteps) {
            throw refusal(
                    index,
                    "after " + mostSteps
                            + " steps not all paths were followed to their ends; loops may be too long or branches too many");
        }
        steps++;
        visited.set(index, index + program.code().get(index).slots());
    }

    private void putAside(PathState other) {
        if (pending.size() == MOST_PENDING) {
            throw refusal(other.pc, MOST_PENDING + " branches wait to be followed; a loop may have too many");
        }
        pending.push(other);
        if (other.checkpoint != null) {
            other.checkpoint.fork();
        }
    }

    /** Whether a path need not be followed further; otherwise what it knows is remembered. */
    private boolean isKnown(PathState state) {
        if (!structure.isTarget(state.pc)) {
            return false;
        }
        List<Checkpoint> here = checkpoints.computeIfAbsent(state.pc, at -> new ArrayList<>());
        for (int i = here.size() - 1; i >= 0; i--) {
            Checkpoint old = here.get(i);
            if (old.isComplete()) {
                if (old.state().covers(state, liveness)) {
                    return true;
                }
            } else if (old.state().same(state)) {
                throw refusal(
                        state.pc, "this loop may never end: the program comes here again and nothing has changed");
            }
        }
        remember(state, here);
        return false;
    }

    private void remember(PathState state, List<Checkpoint> here) {
        if (here.size() == MOST_CHECKPOINTS) {
            here.remove(MOST_CHECKPOINTS / 2).forget();
        } else if (remembered == MOST_REMEMBERED) {
            return;
        } else {
            remembered++;
        }
        Checkpoint checkpoint = new Checkpoint(state.copy(), state.checkpoint);
        here.add(checkpoint);
        state.checkpoint = checkpoint;
    }

    private RefusedProgramException refusal(int index, String reason) {
        return RefusedProgramException.at(index, program.code().get(index), reason);
    }
}
