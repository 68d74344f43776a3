package exoscope.libos.metered;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_boolean;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.List;

/**
 * Writes out the {@code hashCode}, {@code equals} and {@code toString} that a record gets from the JDK, with the same
 * result for components that have a value, one that repeats for the others, and a charge for what components hold.
 */
final class RecordMethods {
    private static final String FACTORY = "java/lang/runtime/ObjectMethods";

    private final CodeBuilder code;
    private final ClassDesc type;
    private final List<DirectMethodHandleDesc> components;
    private final int[] operands;

    private RecordMethods(CodeBuilder code, InvokeDynamicInstruction call, Spill spill) {
        this.code = code;
        type = call.typeSymbol().parameterType(0);
        components = call.bootstrapArgs().stream()
                .filter(DirectMethodHandleDesc.class::isInstance)
                .map(DirectMethodHandleDesc.class::cast)
                .toList();
        operands = spill.take(code, call.typeSymbol().parameterList());
    }

    static boolean are(InvokeDynamicInstruction call) {
        var bootstrap = call.invokedynamic().bootstrap().bootstrapMethod().reference();
        return bootstrap.owner().asInternalName().equals(FACTORY);
    }

    /** With the record, and what it is compared with, on the stack, which become the result. */
    static void write(CodeBuilder code, InvokeDynamicInstruction call, Spill spill) {
        var methods = new RecordMethods(code, call, spill);
        switch (call.name().stringValue()) {
            case "hashCode" -> methods.hash();
            case "equals" -> methods.equal();
            default -> methods.text();
        }
    }

    private void hash() {
        code.iconst_0();
        for (DirectMethodHandleDesc component : components) {
            code.bipush(31).imul();
            load(operands[0], component);
            MeteringCalls.hashOrZero(code);
            code.iadd();
        }
    }

    private void equal() {
        Label different = code.newLabel();
        Label end = code.newLabel();
        code.aload(operands[1]).instanceOf(type).ifeq(different);
        code.aload(operands[1]).checkcast(type).astore(operands[1]);
        for (DirectMethodHandleDesc component : components) {
            load(operands[0], component);
            code.aload(operands[1]).checkcast(type);
            value(component);
            MeteringCalls.call(code, "equalOrNull", MethodTypeDesc.of(CD_boolean, CD_Object, CD_Object));
            code.ifeq(different);
        }
        code.iconst_1().goto_(end);
        code.labelBinding(different).iconst_0();
        code.labelBinding(end);
    }

    private void text() {
        String name = type.displayName();
        code.loadConstant(name.substring(name.lastIndexOf('$') + 1) + "[");
        String comma = "";
        for (DirectMethodHandleDesc component : components) {
            code.loadConstant(comma + component.methodName() + "=");
            concat();
            comma = ", ";
            load(operands[0], component);
            MeteringCalls.text(code);
            concat();
        }
        code.loadConstant("]");
        concat();
    }

    private void concat() {
        MeteringCalls.call(code, "join", MethodTypeDesc.of(CD_String, CD_String, CD_String));
    }

    private void load(int record, DirectMethodHandleDesc component) {
        code.aload(record);
        value(component);
    }

    /** With a record on the stack, which becomes one of its components, boxed. */
    private void value(DirectMethodHandleDesc component) {
        ClassDesc of = component.invocationType().returnType();
        code.getfield(component.owner(), component.methodName(), of);
        if (of.isPrimitive()) {
            ClassDesc box = boxes(of);
            code.invokestatic(box, "valueOf", MethodTypeDesc.of(box, of));
        }
    }

    private static ClassDesc boxes(ClassDesc primitive) {
        return switch (primitive.descriptorString().charAt(0)) {
            case 'Z' -> ConstantDescs.CD_Boolean;
            case 'B' -> ConstantDescs.CD_Byte;
            case 'C' -> ConstantDescs.CD_Character;
            case 'S' -> ConstantDescs.CD_Short;
            case 'I' -> ConstantDescs.CD_Integer;
            case 'J' -> ConstantDescs.CD_Long;
            case 'F' -> ConstantDescs.CD_Float;
            default -> ConstantDescs.CD_Double;
        };
    }
}
