package exoscope.libos.metered;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_int;

import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What rewritten code uses in place of JDK classes and members whose results differ from run to run. */
final class Substitutes {
    private static final Map<ClassDesc, ClassDesc> CLASSES = Map.of(
            CD_Object,
            MeteringCalls.GUEST_OBJECT,
            ClassDesc.of("java.util.HashMap"),
            ClassDesc.of("java.util.LinkedHashMap"),
            ClassDesc.of("java.util.HashSet"),
            ClassDesc.of("java.util.LinkedHashSet"));

    private static final ClassDesc CD_StringBuilder = ClassDesc.of("java.lang.StringBuilder");

    private static final MethodTypeDesc HASH = MethodTypeDesc.of(CD_int, CD_Object);
    private static final MethodTypeDesc TEXT = MethodTypeDesc.of(CD_String, CD_Object);

    private static final Map<String, Substitute> MEMBERS = Map.of(
            "java/util/Objects.hashCode(Ljava/lang/Object;)I", new Substitute("hashOrZero", HASH),
            "java/util/Objects.hash([Ljava/lang/Object;)I", hashAll(),
            "java/util/Arrays.hashCode([Ljava/lang/Object;)I", hashAll(),
            "java/util/Objects.toString(Ljava/lang/Object;)Ljava/lang/String;", new Substitute("text", TEXT),
            "java/util/Objects.toString(Ljava/lang/Object;Ljava/lang/String;)Ljava/lang/String;",
                    new Substitute("toString", MethodTypeDesc.of(CD_String, CD_Object, CD_String)),
            "java/lang/String.valueOf(Ljava/lang/Object;)Ljava/lang/String;", new Substitute("text", TEXT),
            "java/lang/StringBuilder.append(Ljava/lang/Object;)Ljava/lang/StringBuilder;",
                    new Substitute("append", MethodTypeDesc.of(CD_StringBuilder, CD_StringBuilder, CD_Object)));

    /** A static method of Metering that takes the receiver, if any, as its first argument. */
    record Substitute(String name, MethodTypeDesc type) {}

    private Substitutes() {}

    private static Substitute hashAll() {
        return new Substitute("hashAll", MethodTypeDesc.of(CD_int, CD_Object.arrayType()));
    }

    /** The class to make an object of in place of this one. */
    static ClassDesc madeInsteadOf(ClassDesc type) {
        return CLASSES.getOrDefault(type, type);
    }

    /** What to call in place of a member that is not the guest's own, or null to call it as it is. */
    static @Nullable Substitute of(InvokeInstruction call) {
        String name = call.name().stringValue() + call.type().stringValue();
        boolean special = call.opcode() == Opcode.INVOKESPECIAL;
        if (name.equals("hashCode()I") && (!special || isIdentityOfParent(call))) {
            return new Substitute("hashCode", HASH);
        }
        if (name.equals("toString()Ljava/lang/String;") && !special) {
            return new Substitute("toString", TEXT);
        }
        return MEMBERS.get(call.owner().asInternalName() + "." + name);
    }

    // "super.hashCode()" in an exception or enum; in other guest classes it is GuestObject's.
    private static boolean isIdentityOfParent(InvokeInstruction call) {
        String owner = call.owner().asInternalName();
        return owner.startsWith("java/") && !owner.equals("java/lang/Object");
    }
}
