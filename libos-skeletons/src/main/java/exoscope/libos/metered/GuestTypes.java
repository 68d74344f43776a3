package exoscope.libos.metered;

import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassHierarchyResolver.ClassHierarchyInfo;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.constant.ClassDesc;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The classes of a submission as they stand in their class files, and what is inherited by whom. No guest class is
 * loaded to find out.
 */
final class GuestTypes {
    private final AllowList allowList;
    private final Map<String, ClassModel> models = new TreeMap<>();
    private final Map<String, Set<String>> declared = new TreeMap<>();

    GuestTypes(AllowList allowList) {
        this.allowList = allowList;
    }

    void add(String name, ClassModel model) {
        Set<String> members = new HashSet<>();
        model.methods()
                .forEach(m -> members.add(
                        m.methodName().stringValue() + m.methodType().stringValue()));
        model.fields()
                .forEach(f ->
                        members.add(f.fieldName().stringValue() + f.fieldType().stringValue()));
        models.put(name, model);
        declared.put(name, members);
    }

    boolean isGuest(String className) {
        return models.containsKey(className);
    }

    @Nullable
    ClassModel model(String className) {
        return models.get(className);
    }

    /** Whether guest code may name a class. */
    boolean permits(String className) {
        return isGuest(className) || allowList.permits(className);
    }

    /** Why guest code may not name a class. */
    Ruling.Refused refusal(String className) {
        return allowList.refusal(className);
    }

    /** Whether a guest class may have this one as its parent: its methods must be charged or the kit's own. */
    boolean mayBeExtended(String className) {
        return isGuest(className) || allowList.isKit(className) || allowList.isThrowable(className);
    }

    /** Whether objects of a class can be thrown. */
    boolean isThrowable(String className) {
        String name = className;
        ClassModel model = models.get(name);
        while (model != null) {
            name = model.superclass().map(GuestTypes::binaryName).orElse("java.lang.Object");
            model = models.get(name);
        }
        return allowList.isThrowable(name);
    }

    /** What the allow-list says about a member, found where the owner has it from; null when the guest declares it. */
    @Nullable
    Ruling ruling(String owner, String member, String descriptor) {
        if (!isGuest(owner)) {
            return allowList.ruling(owner, member, descriptor);
        }
        Ruling found = null;
        Set<String> seen = new HashSet<>();
        Deque<String> open = new ArrayDeque<>();
        open.add(owner);
        while (!open.isEmpty()) {
            String name = open.remove();
            ClassModel model = models.get(name);
            if (model == null) {
                Ruling ruling = allowList.ruling(name, member, descriptor);
                found = found instanceof Ruling.Permitted ? found : ruling;
            } else if (declares(name, member, descriptor)) {
                return null;
            } else if (seen.add(name)) {
                model.superclass().ifPresent(parent -> open.add(binaryName(parent)));
                model.interfaces().forEach(parent -> open.add(binaryName(parent)));
            }
        }
        return found == null ? Ruling.Refused.UNLISTED : found;
    }

    private boolean declares(String name, String member, String descriptor) {
        Set<String> members = declared.get(name);
        return members != null && members.contains(member + descriptor);
    }

    /** Answers about the hierarchy from the class files, and for the JDK and the kit from theirs. */
    ClassHierarchyResolver resolver() {
        ClassHierarchyResolver guest = this::info;
        return guest.orElse(ClassHierarchyResolver.defaultResolver())
                .orElse(ClassHierarchyResolver.ofClassLoading(GuestTypes.class.getClassLoader()))
                .cached();
    }

    private @Nullable ClassHierarchyInfo info(ClassDesc type) {
        ClassModel model = models.get(binaryName(type));
        if (model == null) {
            return null;
        }
        if (model.flags().has(java.lang.reflect.AccessFlag.INTERFACE)) {
            return ClassHierarchyInfo.ofInterface();
        }
        return ClassHierarchyInfo.ofClass(
                model.superclass().map(ClassEntry::asSymbol).orElse(null));
    }

    static String binaryName(ClassEntry entry) {
        return entry.asInternalName().replace('/', '.');
    }

    static String binaryName(ClassDesc type) {
        String descriptor = type.descriptorString();
        return type.isClassOrInterface()
                ? descriptor.substring(1, descriptor.length() - 1).replace('/', '.')
                : descriptor;
    }
}
