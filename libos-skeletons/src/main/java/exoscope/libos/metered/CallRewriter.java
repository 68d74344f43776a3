package exoscope.libos.metered;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DynamicCallSiteDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Rewrites the calls of one method that leave the guest's own code: charged by size where the allow-list says so. */
final class CallRewriter {
    private final GuestTypes types;
    private final ClassDesc parent;
    private final boolean substitutes;
    private final Spill spill = new Spill();

    /** @param parent of the class that calls */
    CallRewriter(GuestTypes types, ClassDesc parent, Set<Defence> off) {
        substitutes = !off.contains(Defence.LIBRARY);
        this.types = types;
        this.parent = parent;
    }

    /** The cycles that a call weighs beside its instruction. */
    int weight(InvokeInstruction call) {
        CallCost cost = cost(call);
        return cost == CallCost.KIT || (call.name().equalsString("<init>") && isObject(call))
                ? 0
                : GuestCosts.LIBRARY_CALL;
    }

    /** How a call is charged; {@link CallCost#KIT} for the guest's own methods too, which charge themselves. */
    private CallCost cost(InvokeInstruction call) {
        if (call.owner().asSymbol().isArray()) {
            return call.name().equalsString("clone") ? CallCost.COPY : CallCost.FLAT;
        }
        String owner = GuestTypes.binaryName(call.owner().asSymbol());
        Ruling ruling =
                types.ruling(owner, call.name().stringValue(), call.type().stringValue());
        return ruling instanceof Ruling.Permitted permitted ? permitted.cost() : CallCost.KIT;
    }

    private static boolean isObject(InvokeInstruction call) {
        return call.owner().asSymbol().equals(ConstantDescs.CD_Object);
    }

    void rewrite(CodeBuilder code, InvokeInstruction call) {
        CallCost cost = cost(call);
        Substitutes.Substitute substitute = substitutes && isForeign(call) ? Substitutes.of(call) : null;
        if (substitute != null) {
            code.invokestatic(substitute.owner(), substitute.name(), substitute.type());
            return;
        }
        if (cost.looksAtArguments()) {
            weigh(code, call, cost);
        } else if (cost == CallCost.OBJECT) {
            MeteringCalls.allocate(code, GuestCosts.SMALL_OBJECT);
        }
        if (substitutes && Causes.rewritten(code, call, types)) {
            return;
        }
        if (call.opcode() == Opcode.INVOKESPECIAL) {
            // "super" of a guest class, or the constructor after "new": both follow the class that is really there.
            ClassDesc owner = owner(call.owner().asSymbol());
            code.invokespecial(owner, call.name().stringValue(), call.typeSymbol(), call.isInterface());
        } else {
            code.with(call);
        }
    }

    // What stands for a class of the JDK is itself a child of that class.
    private ClassDesc owner(ClassDesc named) {
        boolean isParent = named.equals(parent) && !named.equals(ConstantDescs.CD_Object);
        return isParent ? named : madeInsteadOf(named);
    }

    /** The class to make an object of in place of this one. */
    ClassDesc madeInsteadOf(ClassDesc type) {
        return substitutes || type.equals(ConstantDescs.CD_Object) ? Substitutes.madeInsteadOf(type) : type;
    }

    private boolean isForeign(InvokeInstruction call) {
        String owner = GuestTypes.binaryName(call.owner().asSymbol());
        return owner.startsWith("[")
                || types.ruling(owner, call.name().stringValue(), call.type().stringValue()) != null;
    }

    private void weigh(CodeBuilder code, InvokeInstruction call, CallCost cost) {
        List<ClassDesc> stack = new ArrayList<>();
        if (call.opcode() != Opcode.INVOKESTATIC && call.opcode() != Opcode.INVOKESPECIAL) {
            stack.add(call.owner().asSymbol());
        }
        stack.addAll(call.typeSymbol().parameterList());
        int[] locals = spill.take(code, stack);
        for (int i = 0; i < locals.length; i++) {
            weighOne(code, stack.get(i), locals[i], cost);
        }
        for (int i = 0; i < locals.length; i++) {
            Spill.load(code, stack.get(i), locals[i]);
        }
    }

    private static void weighOne(CodeBuilder code, ClassDesc type, int local, CallCost cost) {
        if (!type.isPrimitive()) {
            code.aload(local);
            MeteringCalls.weigh(code, cost);
        } else if (type.equals(ConstantDescs.CD_int) && cost == CallCost.COPY) {
            code.iload(local);
            MeteringCalls.weighSize(code);
        }
    }

    /** Lambdas allocate; string concatenation gets its parts as text, charged by their lengths. */
    void rewrite(CodeBuilder code, InvokeDynamicInstruction call) {
        MethodTypeDesc type = call.typeSymbol();
        if (ReferenceBridges.isLambda(call)) {
            MeteringCalls.allocate(code, GuestCosts.SMALL_OBJECT);
            code.with(call);
        } else if (call.name().equalsString("makeConcatWithConstants")) {
            concatenate(code, call, type);
        } else if (substitutes && RecordMethods.are(call)) {
            RecordMethods.write(code, call, spill);
        } else {
            code.with(call);
        }
    }

    private void concatenate(CodeBuilder code, InvokeDynamicInstruction call, MethodTypeDesc type) {
        int[] locals = spill.take(code, type.parameterList());
        List<ClassDesc> parts = new ArrayList<>();
        for (int i = 0; i < locals.length; i++) {
            ClassDesc part = type.parameterType(i);
            Spill.load(code, part, locals[i]);
            if (!part.isPrimitive()) {
                MeteringCalls.text(code);
            }
            parts.add(part.isPrimitive() ? part : ConstantDescs.CD_String);
        }
        MeteringCalls.allocate(code, GuestCosts.SMALL_OBJECT);
        code.invokedynamic(DynamicCallSiteDesc.of(
                call.bootstrapMethod(),
                call.name().stringValue(),
                MethodTypeDesc.of(type.returnType(), parts),
                call.bootstrapArgs().toArray(ConstantDesc[]::new)));
    }
}
