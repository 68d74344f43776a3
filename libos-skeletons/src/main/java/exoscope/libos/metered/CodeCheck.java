package exoscope.libos.metered;

import java.lang.classfile.Attributes;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.DiscontinuedInstruction;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LineNumber;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.classfile.instruction.NewMultiArrayInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;

/** Checks the instructions of one method, and knows which source line they come from. */
final class CodeCheck {
    private final UseCheck uses;
    private final Refusals refusals;
    private final String method;
    private int line;

    CodeCheck(UseCheck uses, Refusals refusals, MethodModel method) {
        this.uses = uses;
        this.refusals = refusals;
        this.method = method.methodName().stringValue();
    }

    void check(CodeAttribute code) {
        line = firstLine(code);
        if (code.codeLength() > GuestLimits.MAX_METHOD_BYTES) {
            refusals.refuse(method, line, "The method " + method + " is too long to be metered", "split it");
            return;
        }
        if (code.maxLocals() + code.maxStack() > GuestLimits.MAX_FRAME_SLOTS) {
            refusals.refuse(
                    method,
                    line,
                    "The method " + method + " has more than " + GuestLimits.MAX_FRAME_SLOTS + " variables",
                    "keep them in an array or split the method");
        }
        code.forEach(this::check);
    }

    private static int firstLine(CodeAttribute code) {
        return code.findAttribute(Attributes.lineNumberTable())
                .filter(table -> !table.lineNumbers().isEmpty())
                .map(table -> table.lineNumbers().getFirst().lineNumber())
                .orElse(0);
    }

    private void check(CodeElement element) {
        switch (element) {
            case LineNumber number -> line = number.line();
            case InvokeInstruction call -> uses.member(method, line, call.method());
            case FieldInstruction access -> uses.member(method, line, access.field());
            case InvokeDynamicInstruction call -> uses.dynamic(method, line, call.invokedynamic());
            case ConstantInstruction.LoadConstantInstruction load -> uses.constant(method, line, load.constantEntry());
            case NewObjectInstruction allocation -> uses.type(method, line, allocation.className());
            case NewReferenceArrayInstruction array -> uses.type(method, line, array.componentType());
            case NewMultiArrayInstruction array -> uses.type(method, line, array.arrayType());
            case TypeCheckInstruction cast -> uses.type(method, line, cast.type());
            case ExceptionCatch handler -> handler.catchType().ifPresent(type -> uses.type(method, line, type));
            case MonitorInstruction lock -> refuseLock();
            case DiscontinuedInstruction subroutine ->
                refusals.refuse(method, line, "The method uses subroutines of old class files", "compile it anew");
            default -> {}
        }
    }

    private void refuseLock() {
        refusals.unavailable(
                method,
                line,
                "A synchronized block",
                new Ruling.Refused("an environment is one thread of control", "leave the lock away"));
    }
}
