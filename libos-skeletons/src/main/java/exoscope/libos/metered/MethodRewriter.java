package exoscope.libos.metered;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.classfile.attribute.StackMapTableAttribute;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.NewMultiArrayInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.NewPrimitiveArrayInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites one method.
 *
 * <pre>
 *   entry            enter, keep the depth; charge the first stretch
 *   jump target      charge the stretch that starts here (see {@link BlockCosts})
 *   new, new array   account for the memory first
 *   return           leave
 *   handler          reached through a landing behind the method's end, which restores the depth, passes on the end
 * of the
 *                    environment, and jumps to the handler
 * </pre>
 *
 * No exception range covers a landing. So the end of an environment always leaves the method, even where a handler
 * covers itself, as that of a {@code finally} block may.
 */
final class MethodRewriter implements CodeTransform {
    private final BlockCosts costs;
    private final CodeLines lines;
    private final CallRewriter calls;
    private final ObjectLayout layout;
    private final Spill spill = new Spill();
    private final Map<Landing, Label> landings = new LinkedHashMap<>();
    private final @Nullable StepWriter steps;
    private final Set<Defence> off;
    private int depth;

    /** The way into a handler for what one of its clauses catches. */
    private record Landing(Label handler, ClassDesc catchType) {}

    /**
     * @param steps makes the method say where it stands, or null
     * @param off the defences to leave out
     */
    MethodRewriter(
            CodeModel code,
            ClassDesc parent,
            GuestTypes types,
            ObjectLayout layout,
            @Nullable StepWriter steps,
            Set<Defence> off) {
        this.steps = steps;
        this.calls = new CallRewriter(types, parent, off);
        this.off = off;
        this.layout = layout;
        this.costs = new BlockCosts(code, calls::weight);
        this.lines = new CodeLines(code);
    }

    @Override
    public void atStart(CodeBuilder code) {
        depth = code.allocateLocal(TypeKind.INT);
        line(code, lines.first());
        MeteringCalls.enter(code, depth);
        charge(code, costs.atEntry());
    }

    @Override
    public void accept(CodeBuilder code, CodeElement element) {
        if (steps != null) {
            steps.before(code, element);
        }
        switch (element) {
            case LabelTarget target -> {
                code.with(target);
                if (costs.at(target.label()) > 0) {
                    line(code, lines.at(target.label()));
                    charge(code, costs.at(target.label()));
                }
            }
            case ExceptionCatch handler -> land(code, handler);
            case ReturnInstruction end -> {
                MeteringCalls.leave(code, depth);
                code.with(end);
            }
            case NewObjectInstruction allocation -> allocate(code, allocation);
            case NewPrimitiveArrayInstruction array -> {
                MeteringCalls.allocateArray(code, bytes(array.typeKind()));
                code.with(array);
            }
            case NewReferenceArrayInstruction array -> {
                MeteringCalls.allocateArray(code, GuestCosts.SLOT);
                code.with(array);
            }
            case NewMultiArrayInstruction array -> allocate(code, array);
            case InvokeInstruction call -> calls.rewrite(code, call);
            case InvokeDynamicInstruction call -> calls.rewrite(code, call);
            default -> keep(code, element);
        }
    }

    private void charge(CodeBuilder code, int cycles) {
        MeteringCalls.charge(code, cycles);
        if (steps != null && cycles > 0) {
            steps.charged();
        }
    }

    /** What the kit puts in belongs to the line that it stands before: it may throw, and a debugger shows it. */
    private static void line(CodeBuilder code, int line) {
        if (line > 0) {
            code.lineNumber(line);
        }
    }

    // The frames of the stack map are computed anew.
    private static void keep(CodeBuilder code, CodeElement element) {
        if (!(element instanceof StackMapTableAttribute) && !GuestRewriter.isAnnotation(element)) {
            code.with(element);
        }
    }

    private void land(CodeBuilder code, ExceptionCatch handler) {
        if (off.contains(Defence.LANDINGS)) {
            code.with(handler);
            return;
        }
        ClassDesc type = handler.catchType().map(ClassEntry::asSymbol).orElse(ConstantDescs.CD_Throwable);
        Label landing = landings.computeIfAbsent(new Landing(handler.handler(), type), key -> code.newLabel());
        code.exceptionCatch(handler.tryStart(), handler.tryEnd(), landing, handler.catchType());
    }

    @Override
    public void atEnd(CodeBuilder code) {
        landings.forEach((landing, label) -> {
            code.labelBinding(label);
            MeteringCalls.caught(code, depth, landing.catchType());
            code.goto_(landing.handler());
        });
    }

    private void allocate(CodeBuilder code, NewObjectInstruction allocation) {
        ClassDesc type = allocation.className().asSymbol();
        String name = GuestTypes.binaryName(type);
        if (layout.isThrowable(name)) {
            MeteringCalls.throwable(code);
        }
        MeteringCalls.allocate(code, layout.bytes(name));
        code.new_(calls.madeInsteadOf(type));
    }

    private void allocate(CodeBuilder code, NewMultiArrayInstruction array) {
        int dimensions = array.dimensions();
        int[] lengths = spill.take(code, Collections.nCopies(dimensions, ConstantDescs.CD_int));
        code.loadConstant(dimensions).newarray(TypeKind.INT);
        for (int i = 0; i < dimensions; i++) {
            code.dup().loadConstant(i).iload(lengths[i]).iastore();
        }
        ClassDesc element = array.arrayType().asSymbol();
        for (int i = 0; i < dimensions; i++) {
            element = element.componentType();
        }
        MeteringCalls.allocateGrid(code, bytes(TypeKind.from(element)));
        for (int length : lengths) {
            code.iload(length);
        }
        code.multianewarray(array.arrayType(), dimensions);
    }

    private static int bytes(TypeKind kind) {
        return switch (kind) {
            case BOOLEAN, BYTE -> Byte.BYTES;
            case CHAR, SHORT -> Short.BYTES;
            case INT, FLOAT -> Integer.BYTES;
            default -> GuestCosts.SLOT;
        };
    }
}
