package exoscope.libos.metered;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.List;
import java.util.Set;

/** Checks one parsed class file: its name, its parents, its members, its code and its constant pool. */
final class ClassCheck {
    private static final Set<String> ROOTS = Set.of("java.lang.Object", "java.lang.Record", "java.lang.Enum");
    private static final List<String> RESERVED = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.", "exoscope.");

    private final GuestTypes types;
    private final String name;
    private final ClassModel model;
    private final Refusals refusals;
    private final UseCheck uses;

    ClassCheck(GuestTypes types, String name, ClassModel model) {
        this.types = types;
        this.name = name;
        this.model = model;
        this.refusals = new Refusals(sourceFile(name, model), name);
        this.uses = new UseCheck(types, refusals);
    }

    static String sourceFile(String name, ClassModel model) {
        return model.findAttribute(Attributes.sourceFile())
                .map(attribute -> attribute.sourceFile().stringValue())
                .orElse(name);
    }

    List<Refusal> check() {
        checkIdentity();
        model.superclass().ifPresent(parent -> checkParent(GuestTypes.binaryName(parent.asSymbol())));
        model.interfaces().forEach(parent -> uses.type("", 0, parent));
        model.fields().forEach(this::checkField);
        model.methods().forEach(this::checkMethod);
        model.constantPool().forEach(uses::poolEntry);
        return refusals.found();
    }

    private void checkIdentity() {
        if (!name.equals(GuestTypes.binaryName(model.thisClass().asSymbol()))) {
            refuseClass("The class file of " + name + " holds another class", "compile it anew");
        }
        if (RESERVED.stream().anyMatch(name::startsWith)) {
            refuseClass(
                    "The class " + name + " is in a package that belongs to Java or to the kit",
                    "put it into a package of your own");
        }
        if (model.majorVersion() != ClassFile.JAVA_25_VERSION || model.minorVersion() != 0) {
            refuseClass("The class " + name + " was not compiled for Java 25 without previews", "compile it anew");
        }
        if (model.flags().has(AccessFlag.ANNOTATION) || model.flags().has(AccessFlag.MODULE)) {
            refuseClass(
                    "The declaration of " + name + " is not available to a libOS, because nothing could read it",
                    "leave it away");
        }
    }

    private void refuseClass(String reason, String advice) {
        refusals.refuse("", 0, reason, advice);
    }

    private void checkParent(String parent) {
        if (!types.permits(parent)) {
            refusals.unavailable("", 0, parent, types.refusal(parent));
        }
        if (!ROOTS.contains(parent) && types.permits(parent) && !types.mayBeExtended(parent)) {
            refuseClass(
                    "The class " + name + " extends " + parent + ", whose methods then could not be charged",
                    "keep one in a field and call it");
        }
    }

    private void checkField(FieldModel field) {
        uses.type(field.fieldName().stringValue(), 0, field.fieldTypeSymbol());
    }

    /** What the kit does in place of an interface's method would never reach the guest's. */
    private void checkOverride(MethodModel method) {
        String member = method.methodName().stringValue() + method.methodType().stringValue();
        for (String type : Substitutes.fixedTypes()) {
            if (Substitutes.isFixed(type, member) && types.isSubtype(name, type)) {
                String methodName = method.methodName().stringValue();
                String simple = type.substring(type.lastIndexOf('.') + 1);
                refusals.refuse(
                        methodName,
                        0,
                        "The class " + name + " overrides " + simple + "." + methodName
                                + "(), which the kit does in its own way",
                        "give the method another name");
            }
        }
    }

    private void checkMethod(MethodModel method) {
        String methodName = method.methodName().stringValue();
        MethodTypeDesc descriptor = method.methodTypeSymbol();
        uses.descriptor(methodName, 0, descriptor);
        if (method.flags().has(AccessFlag.NATIVE)) {
            refusals.refuse(
                    methodName,
                    0,
                    "The method " + methodName + " is native",
                    "write it in Java; nothing replaces native code");
        }
        checkOverride(method);
        if (method.flags().has(AccessFlag.SYNCHRONIZED)) {
            refusals.unavailable(
                    methodName,
                    0,
                    "The synchronized method " + methodName + "()",
                    new Ruling.Refused("an environment is one thread of control", "leave the lock away"));
        }
        if (methodName.equals("finalize") && descriptor.parameterCount() == 0) {
            refusals.unavailable(
                    methodName,
                    0,
                    "The method finalize()",
                    new Ruling.Refused(
                            "nothing in a run may depend on the garbage collector",
                            "free resources where you stop using them"));
        }
        method.findAttribute(Attributes.code()).ifPresent(code -> new CodeCheck(uses, refusals, method).check(code));
    }
}
