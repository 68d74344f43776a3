package exoscope.libos.metered;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Checks the class files of a submission against the allow-list before any of them is defined.
 *
 * <p>What a class names but may not use is refused with the source line where it is used; a malformed class file is
 * refused as a whole. The JVM verifies the rewritten classes once more when it loads them.
 */
public final class GuestVerifier {
    private final AllowList allowList;

    public GuestVerifier(AllowList allowList) {
        this.allowList = allowList;
    }

    /**
     * Checks the class files together, as they may name each other.
     *
     * @param classes the class files by binary name
     * @return what is refused, in the order of class names; empty when all may be loaded
     */
    public List<Refusal> verify(SortedMap<String, byte[]> classes) {
        if (classes.size() > GuestLimits.MAX_CLASSES) {
            return List.of(new Refusal(
                    "",
                    "",
                    "",
                    0,
                    "The submission has " + classes.size() + " classes, and " + GuestLimits.MAX_CLASSES
                            + " are allowed",
                    "join or remove some"));
        }
        List<Refusal> refusals = new ArrayList<>();
        var types = new GuestTypes(allowList);
        SortedMap<String, ClassModel> models = new TreeMap<>();
        classes.forEach((name, bytes) -> parse(name, bytes, models, types, refusals));
        models.forEach((name, model) -> check(name, model, types, refusals));
        return List.copyOf(refusals);
    }

    private static void parse(
            String name, byte[] bytes, SortedMap<String, ClassModel> models, GuestTypes types, List<Refusal> refusals) {
        if (bytes.length > GuestLimits.MAX_CLASS_BYTES) {
            refusals.add(new Refusal(name, name, "", 0, "The class " + name + " is too large", "split it"));
            return;
        }
        try {
            ClassModel model = ClassFile.of().parse(bytes);
            types.add(name, model);
            models.put(name, model);
        } catch (RuntimeException e) {
            // The class file parser reports damage by several unchecked exceptions.
            refusals.add(malformed(name));
        }
    }

    private static void check(String name, ClassModel model, GuestTypes types, List<Refusal> refusals) {
        try {
            refusals.addAll(new ClassCheck(types, name, model).check());
        } catch (RuntimeException | StackOverflowError e) {
            refusals.add(malformed(name));
        }
    }

    private static Refusal malformed(String name) {
        return new Refusal(name, name, "", 0, "The class file of " + name + " is damaged", "compile it anew");
    }
}
