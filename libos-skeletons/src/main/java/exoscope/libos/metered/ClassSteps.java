package exoscope.libos.metered;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.SourceFileAttribute;
import org.jspecify.annotations.Nullable;

/**
 * Whether and how the methods of one class say where they stand.
 *
 * @param table where the places go; null if they do not say it
 * @param variables whether they also say what their variables hold
 */
record ClassSteps(@Nullable StepTable table, boolean variables) {
    static final ClassSteps NONE = new ClassSteps(null, false);

    /** What writes the steps of a method, or null. */
    @Nullable
    StepWriter of(MethodModel method, CodeModel code) {
        ClassModel owner = method.parent().orElse(null);
        if (table == null || owner == null) {
            return null;
        }
        String name = owner.thisClass().asInternalName();
        int slash = name.lastIndexOf('/');
        String type = name.substring(slash + 1).replace('$', '.');
        String source = owner.findAttribute(Attributes.sourceFile())
                .map(SourceFileAttribute::sourceFile)
                .map(Object::toString)
                .orElse(type + ".java");
        return new StepWriter(
                table,
                name.substring(0, slash + 1) + source,
                type + "." + method.methodName().stringValue(),
                code,
                variables);
    }
}
