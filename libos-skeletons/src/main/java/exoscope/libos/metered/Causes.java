package exoscope.libos.metered;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_Throwable;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/**
 * Writes constructors of exceptions that make their message from an object's text: the text is made by metered code, which
 * pays for it, before the host's exception gets it.
 */
final class Causes {
    private static final MethodTypeDesc OF_CAUSE = MethodTypeDesc.of(CD_void, CD_Throwable);
    private static final MethodTypeDesc OF_DETAIL = MethodTypeDesc.of(CD_void, CD_Object);
    private static final MethodTypeDesc OF_BOTH = MethodTypeDesc.of(CD_void, CD_String, CD_Throwable);

    private Causes() {}

    /** Rewrites a call if it is one of such a constructor, with the argument on the stack. */
    static boolean rewritten(CodeBuilder code, InvokeInstruction call, GuestTypes types) {
        ClassDesc owner = call.owner().asSymbol();
        String name = owner.isArray() ? "" : GuestTypes.binaryName(owner);
        if (!call.name().equalsString("<init>") || types.isGuest(name) || !types.isThrowable(name)) {
            return false;
        }
        if (call.typeSymbol().equals(OF_CAUSE)) {
            code.dup();
            MeteringCalls.call(code, "messageOf", MethodTypeDesc.of(CD_String, CD_Throwable));
            code.swap().invokespecial(owner, "<init>", OF_BOTH);
            return true;
        }
        if (call.typeSymbol().equals(OF_DETAIL)) {
            MeteringCalls.call(code, "detail", MethodTypeDesc.of(CD_Object, CD_Object));
        }
        return false;
    }
}
