package exoscope.libos.metered;

import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.ConstantDynamicEntry;
import java.lang.classfile.constantpool.DynamicConstantPoolEntry;
import java.lang.classfile.constantpool.FieldRefEntry;
import java.lang.classfile.constantpool.LoadableConstantEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.MethodHandleEntry;
import java.lang.classfile.constantpool.MethodTypeEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Set;

/** Checks every class, member, method handle and dynamic constant that one guest class names. */
final class UseCheck {
    /** The bootstraps behind string concatenation, lambdas, records and switches; nothing else may link at run time. */
    private static final Set<String> BOOTSTRAPS = Set.of(
            "java/lang/invoke/StringConcatFactory.makeConcatWithConstants",
            "java/lang/invoke/LambdaMetafactory.metafactory",
            "java/lang/invoke/LambdaMetafactory.altMetafactory",
            "java/lang/runtime/ObjectMethods.bootstrap",
            "java/lang/runtime/SwitchBootstraps.typeSwitch",
            "java/lang/runtime/SwitchBootstraps.enumSwitch",
            "java/lang/invoke/ConstantBootstraps.invoke");

    /** What the compiler writes into the constant pool beside a bootstrap, without any code that uses it. */
    private static final Set<String> NAMED_BY_BOOTSTRAPS = Set.of(
            "java.lang.invoke.StringConcatFactory",
            "java.lang.invoke.LambdaMetafactory",
            "java.lang.runtime.ObjectMethods",
            "java.lang.runtime.SwitchBootstraps",
            "java.lang.invoke.ConstantBootstraps",
            "java.lang.invoke.MethodHandles",
            "java.lang.invoke.MethodHandles$Lookup");

    private static final int DEEPEST_CONSTANT = 8;

    private final GuestTypes types;
    private final Refusals refusals;

    UseCheck(GuestTypes types, Refusals refusals) {
        this.types = types;
        this.refusals = refusals;
    }

    void member(String where, int line, MemberRefEntry reference) {
        String owner = GuestTypes.binaryName(reference.owner().asSymbol());
        String name = reference.name().stringValue();
        if (owner.startsWith("[")) {
            type(where, line, reference.owner().asSymbol());
            if (!name.equals("clone")) {
                memberOf(where, line, "java.lang.Object", reference);
            }
            return;
        }
        memberOf(where, line, owner, reference);
    }

    private void memberOf(String where, int line, String owner, MemberRefEntry reference) {
        String name = reference.name().stringValue();
        Ruling ruling = types.ruling(owner, name, reference.type().stringValue());
        if (ruling instanceof Ruling.Refused refused) {
            refusals.unavailableMember(
                    where, line, subject(owner, name, reference instanceof FieldRefEntry), owner, refused);
        }
    }

    private static String subject(String owner, String member, boolean isField) {
        String simple = owner.substring(owner.lastIndexOf('.') + 1).replace('$', '.');
        if (member.equals("<init>")) {
            return "new " + simple + "()";
        }
        return simple + "." + member + (isField ? "" : "()");
    }

    void type(String where, int line, ClassEntry entry) {
        type(where, line, entry.asSymbol());
    }

    void type(String where, int line, ClassDesc type) {
        ClassDesc element = type;
        while (element.isArray()) {
            element = element.componentType();
        }
        if (element.isPrimitive()) {
            return;
        }
        String name = GuestTypes.binaryName(element);
        if (!types.permits(name)) {
            refusals.unavailableType(where, line, name, types.refusal(name));
        }
    }

    void descriptor(String where, int line, MethodTypeDesc descriptor) {
        type(where, line, descriptor.returnType());
        descriptor.parameterList().forEach(parameter -> type(where, line, parameter));
    }

    void dynamic(String where, int line, DynamicConstantPoolEntry entry) {
        dynamic(where, line, entry, 0);
    }

    private void dynamic(String where, int line, DynamicConstantPoolEntry entry, int depth) {
        MemberRefEntry method = entry.bootstrap().bootstrapMethod().reference();
        String name = method.owner().asInternalName() + "." + method.name().stringValue();
        if (!BOOTSTRAPS.contains(name) || depth > DEEPEST_CONSTANT) {
            refusals.refuse(
                    where,
                    line,
                    "Code that is linked at run time by " + name + " is not available to a libOS",
                    "write it as plain Java and let the compiler translate it");
            return;
        }
        for (LoadableConstantEntry argument : entry.bootstrap().arguments()) {
            constant(where, line, argument, depth + 1);
        }
    }

    void constant(String where, int line, LoadableConstantEntry entry) {
        constant(where, line, entry, 0);
    }

    private void constant(String where, int line, LoadableConstantEntry entry, int depth) {
        switch (entry) {
            case ClassEntry type -> type(where, line, type);
            case MethodHandleEntry handle -> member(where, line, handle.reference());
            case MethodTypeEntry descriptor -> descriptor(where, line, descriptor.asSymbol());
            case ConstantDynamicEntry constant -> dynamic(where, line, constant, depth);
            default -> {}
        }
    }

    /** Checks an entry of the constant pool, whether or not any code uses it. */
    void poolEntry(PoolEntry entry) {
        if (entry instanceof MemberRefEntry reference && !isBootstrap(reference)) {
            member("", 0, reference);
        } else if (entry instanceof ClassEntry type
                && !NAMED_BY_BOOTSTRAPS.contains(GuestTypes.binaryName(type.asSymbol()))) {
            type("", 0, type);
        } else if (entry instanceof DynamicConstantPoolEntry dynamic) {
            dynamic("", 0, dynamic);
        }
    }

    private static boolean isBootstrap(MemberRefEntry reference) {
        return BOOTSTRAPS.contains(
                reference.owner().asInternalName() + "." + reference.name().stringValue());
    }
}
