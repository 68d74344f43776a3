package exoscope.libos.metered;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.List;

/**
 * Writes out the {@code hashCode} that a record gets from the JDK, with the same result for components that hash by
 * value, and one that repeats for the others, such as enum constants.
 */
final class RecordHash {
    private static final String FACTORY = "java/lang/runtime/ObjectMethods";

    private RecordHash() {}

    static boolean is(InvokeDynamicInstruction call) {
        var bootstrap = call.invokedynamic().bootstrap().bootstrapMethod().reference();
        return bootstrap.owner().asInternalName().equals(FACTORY) && call.name().equalsString("hashCode");
    }

    /** With the record on the stack, which becomes its hash. */
    static void write(CodeBuilder code, InvokeDynamicInstruction call, Spill spill) {
        int record = spill.take(code, List.of(call.typeSymbol().parameterType(0)))[0];
        code.iconst_0();
        for (Object argument : call.bootstrapArgs()) {
            if (argument instanceof DirectMethodHandleDesc getter) {
                ClassDesc type = getter.invocationType().returnType();
                code.bipush(31).imul().aload(record).getfield(getter.owner(), getter.methodName(), type);
                box(code, type);
                MeteringCalls.hashOrZero(code);
                code.iadd();
            }
        }
    }

    private static void box(CodeBuilder code, ClassDesc type) {
        if (type.isPrimitive()) {
            ClassDesc box = boxes(type);
            code.invokestatic(box, "valueOf", MethodTypeDesc.of(box, type));
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
