package exoscope.libos.metered;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_Throwable;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/** Writes the calls of {@link exoscope.libos.metered.guest.Metering} into guest code. */
final class MeteringCalls {
    static final ClassDesc GUEST_OBJECT = ClassDesc.of("exoscope.libos.metered.guest.GuestObject");

    private static final ClassDesc METERING = ClassDesc.of("exoscope.libos.metered.guest.Metering");
    private static final MethodTypeDesc INT_TO_VOID = MethodTypeDesc.of(CD_void, CD_int);
    private static final MethodTypeDesc OBJECT_TO_VOID = MethodTypeDesc.of(CD_void, CD_Object);

    private MeteringCalls() {}

    static void charge(CodeBuilder code, int cycles) {
        if (cycles > 0) {
            code.loadConstant(cycles).invokestatic(METERING, "charge", INT_TO_VOID);
        }
    }

    static void enter(CodeBuilder code, int depthLocal) {
        code.invokestatic(METERING, "enter", MethodTypeDesc.of(CD_int)).istore(depthLocal);
    }

    static void leave(CodeBuilder code, int depthLocal) {
        code.iload(depthLocal).invokestatic(METERING, "leave", INT_TO_VOID);
    }

    /** With what was thrown on the stack; leaves on the stack what the handler is to see. */
    static void caught(CodeBuilder code, int depthLocal, ClassDesc catchType) {
        code.iload(depthLocal)
                .invokestatic(METERING, "caught", MethodTypeDesc.of(CD_Throwable, CD_Throwable, CD_int))
                .checkcast(catchType);
    }

    static void allocate(CodeBuilder code, int bytes) {
        code.loadConstant(bytes).invokestatic(METERING, "allocate", INT_TO_VOID);
    }

    static void throwable(CodeBuilder code) {
        code.invokestatic(METERING, "throwable", MethodTypeDesc.of(CD_void));
    }

    /** With the length on the stack, where it stays. */
    static void allocateArray(CodeBuilder code, int elementBytes) {
        code.dup()
                .loadConstant(elementBytes)
                .invokestatic(METERING, "allocateArray", MethodTypeDesc.of(CD_void, CD_int, CD_int));
    }

    /** With the array of lengths on the stack, which is taken. */
    static void allocateGrid(CodeBuilder code, int elementBytes) {
        code.loadConstant(elementBytes)
                .invokestatic(METERING, "allocateGrid", MethodTypeDesc.of(CD_void, CD_int.arrayType(), CD_int));
    }

    /** With the receiver or argument on the stack, which is taken. */
    static void weigh(CodeBuilder code, CallCost cost) {
        String name = cost == CallCost.SORT ? "weighSort" : cost == CallCost.COPY ? "weighCopy" : "weigh";
        code.invokestatic(METERING, name, OBJECT_TO_VOID);
    }

    /** With an int argument on the stack, which is taken. */
    static void weighSize(CodeBuilder code) {
        code.invokestatic(METERING, "weighCopy", INT_TO_VOID);
    }

    /** With an object on the stack, which becomes its text. */
    static void text(CodeBuilder code) {
        call(code, "text", MethodTypeDesc.of(CD_String, CD_Object));
    }

    /** With an object on the stack, which becomes its hash. */
    static void hashOrZero(CodeBuilder code) {
        call(code, "hashOrZero", MethodTypeDesc.of(CD_int, CD_Object));
    }

    /** Leaves on the stack whether somebody wants the variables. */
    static void step(CodeBuilder code, int place) {
        code.loadConstant(place).invokestatic(METERING, "step", MethodTypeDesc.of(CD_boolean, CD_int));
    }

    /** With an array of values on the stack, which is taken. */
    static void variables(CodeBuilder code) {
        code.invokestatic(METERING, "variables", MethodTypeDesc.of(CD_void, CD_Object.arrayType()));
    }

    static void call(CodeBuilder code, String name, MethodTypeDesc type) {
        code.invokestatic(METERING, name, type);
    }
}
