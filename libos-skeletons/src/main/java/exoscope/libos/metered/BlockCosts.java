package exoscope.libos.metered;

import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Where one method is charged, and how much.
 *
 * <p>A charge point lies at the method's entry and at every place that something jumps to: targets of branches
 * forward and back, of switches, and exception handlers. Each charges the instructions from there to the next charge
 * point, before the first of them. So no loop is free of charge points, and code that leaves a stretch early, by a
 * branch not taken as a loop's condition or by an exception, has paid for the whole stretch: the charge is an upper
 * bound of what was executed, and always the same.
 */
final class BlockCosts {
    private final Map<Label, Integer> atLabel = new HashMap<>();
    private int atEntry;
    private final ToIntFunction<InvokeInstruction> callWeight;

    BlockCosts(CodeModel code, ToIntFunction<InvokeInstruction> callWeight) {
        this.callWeight = callWeight;
        Set<Label> targets = targets(code);
        Label start = null;
        int cost = 0;
        for (CodeElement element : code) {
            if (element instanceof LabelTarget target && targets.contains(target.label())) {
                close(start, cost);
                start = target.label();
                cost = 0;
            } else if (element instanceof Instruction instruction) {
                cost += weight(instruction);
            }
        }
        close(start, cost);
    }

    /** The cycles charged at the method's entry; 0 when its first instruction is itself jumped to. */
    int atEntry() {
        return atEntry;
    }

    /** The cycles charged at a label; 0 when it is no charge point. */
    int at(Label label) {
        return atLabel.getOrDefault(label, 0);
    }

    // Two labels at one place close an empty stretch between them: the charge stands behind the last.
    private void close(@Nullable Label start, int cost) {
        if (start == null) {
            atEntry = cost;
        } else if (cost > 0) {
            atLabel.put(start, cost);
        }
    }

    private int weight(Instruction instruction) {
        return switch (instruction) {
            case InvokeInstruction call -> GuestCosts.INSTRUCTION + callWeight.applyAsInt(call);
            case InvokeDynamicInstruction call ->
                GuestCosts.INSTRUCTION + (ReferenceBridges.isLambda(call) ? GuestCosts.LAMBDA : GuestCosts.LINKED_CALL);
            default -> GuestCosts.INSTRUCTION;
        };
    }

    private static Set<Label> targets(CodeModel code) {
        Set<Label> targets = new HashSet<>();
        for (CodeElement element : code) {
            switch (element) {
                case BranchInstruction branch -> targets.add(branch.target());
                case TableSwitchInstruction table -> addAll(targets, table.defaultTarget(), table.cases());
                case LookupSwitchInstruction lookup -> addAll(targets, lookup.defaultTarget(), lookup.cases());
                case ExceptionCatch handler -> targets.add(handler.handler());
                default -> {}
            }
        }
        return targets;
    }

    private static void addAll(Set<Label> targets, Label defaultTarget, List<SwitchCase> cases) {
        targets.add(defaultTarget);
        cases.forEach(each -> targets.add(each.target()));
    }
}
