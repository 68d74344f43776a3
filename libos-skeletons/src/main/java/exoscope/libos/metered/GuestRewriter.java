package exoscope.libos.metered;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.FieldModel;
import java.lang.classfile.FieldTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Superclass;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.attribute.RuntimeInvisibleAnnotationsAttribute;
import java.lang.classfile.attribute.RuntimeInvisibleTypeAnnotationsAttribute;
import java.lang.classfile.attribute.RuntimeVisibleAnnotationsAttribute;
import java.lang.classfile.attribute.RuntimeVisibleTypeAnnotationsAttribute;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.reflect.AccessFlag;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites verified guest classes so that every path through them is charged and can be suspended, and allocation and
 * recursion are bounded; {@link MethodRewriter} says what becomes of a method. Annotations are dropped: nothing could
 * read them.
 */
final class GuestRewriter {
    private final AllowList allowList;
    private final Set<Defence> off;

    /** @param off the defences to leave out; none but in tests */
    GuestRewriter(AllowList allowList, Set<Defence> off) {
        this.allowList = allowList;
        this.off = off;
    }

    /** Rewrites class files that the verifier has let pass; both by binary name. */
    SortedMap<String, byte[]> rewrite(SortedMap<String, byte[]> classes) {
        return rewrite(classes, null);
    }

    /**
     * The same, for stepping: see {@link StepWriter}. A class that would get too large for it does without variables, or
     * without steps.
     *
     * @param steps where the places go
     */
    SortedMap<String, byte[]> rewrite(SortedMap<String, byte[]> classes, @Nullable StepTable steps) {
        var types = new GuestTypes(allowList);
        classes.forEach((name, bytes) -> types.add(name, ClassFile.of().parse(bytes)));
        var classFile = ClassFile.of(
                ClassFile.ClassHierarchyResolverOption.of(types.resolver()),
                ClassFile.ConstantPoolSharingOption.NEW_POOL,
                ClassFile.StackMapsOption.GENERATE_STACK_MAPS);
        SortedMap<String, byte[]> rewritten = new TreeMap<>();
        classes.forEach((name, bytes) -> rewritten.put(
                name,
                steps == null
                        ? rewrite(classFile, types, bytes, ClassSteps.NONE)
                        : rewrite(classFile, types, bytes, steps)));
        return rewritten;
    }

    private byte[] rewrite(ClassFile classFile, GuestTypes types, byte[] bytes, StepTable steps) {
        int before = steps.size();
        for (boolean variables : new boolean[] {true, false}) {
            try {
                byte[] rewritten = rewrite(classFile, types, bytes, new ClassSteps(steps, variables));
                if (classFile.verify(rewritten).isEmpty()) {
                    return rewritten;
                }
            } catch (IllegalArgumentException tooLarge) {
                // it is tried with less
            }
            steps.forgetFrom(before);
        }
        return rewrite(classFile, types, bytes, ClassSteps.NONE);
    }

    private byte[] rewrite(ClassFile classFile, GuestTypes types, byte[] bytes, ClassSteps steps) {
        ClassModel original = classFile.parse(bytes);
        ClassModel bridged = classFile.parse(classFile.transformClass(original, new ReferenceBridges(types, original)));
        var layout = new ObjectLayout(types);
        return classFile.transformClass(
                bridged, (builder, element) -> rewrite(builder, element, bridged, types, layout, steps));
    }

    private void rewrite(
            ClassBuilder builder,
            ClassElement element,
            ClassModel model,
            GuestTypes types,
            ObjectLayout layout,
            ClassSteps steps) {
        if (element instanceof MethodModel method) {
            ClassDesc parent = model.superclass().map(ClassEntry::asSymbol).orElse(ConstantDescs.CD_Object);
            rewrite(builder, method, parent, types, layout, steps);
        } else if (element instanceof FieldModel field) {
            builder.transformField(field, withoutAnnotations());
        } else if (element instanceof Superclass && extendsGuestObject(model)) {
            builder.withSuperclass(MeteringCalls.GUEST_OBJECT);
        } else if (!isAnnotation(element)) {
            builder.with(element);
        }
    }

    private static FieldTransform withoutAnnotations() {
        return FieldTransform.dropping(GuestRewriter::isAnnotation);
    }

    /** Whether an attribute holds annotations, of whatever it stands at. */
    static boolean isAnnotation(Object element) {
        return element instanceof RuntimeVisibleAnnotationsAttribute
                || element instanceof RuntimeInvisibleAnnotationsAttribute
                || element instanceof RuntimeVisibleTypeAnnotationsAttribute
                || element instanceof RuntimeInvisibleTypeAnnotationsAttribute;
    }

    private void rewrite(
            ClassBuilder builder,
            MethodModel method,
            ClassDesc parent,
            GuestTypes types,
            ObjectLayout layout,
            ClassSteps steps) {
        builder.withMethod(
                method.methodName(), method.methodType(), method.flags().flagsMask(), body -> {
                    for (var element : method) {
                        if (element instanceof CodeAttribute code) {
                            var rewriter = new MethodRewriter(code, parent, types, layout, steps.of(method, code), off);
                            body.transformCode(code, rewriter);
                        } else if (!isAnnotation(element) && !(element instanceof java.lang.classfile.AccessFlags)) {
                            body.with(element);
                        }
                    }
                });
    }

    /** Whether the class has no parent but Object, in whose place it gets one with a hash that repeats. */
    private static boolean extendsGuestObject(ClassModel model) {
        return !model.flags().has(AccessFlag.INTERFACE)
                && model.superclass()
                        .filter(parent -> parent.asSymbol().equals(ConstantDescs.CD_Object))
                        .isPresent();
    }
}
