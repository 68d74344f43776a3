package exoscope.libos.metered;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_Throwable;
import static java.lang.constant.ConstantDescs.CD_int;

import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What rewritten code uses in place of JDK classes and members whose results differ from run to run, or whose cost is
 * not that of what is passed but of what that holds.
 */
final class Substitutes {
    private static final String GUEST = "exoscope.libos.metered.guest.";
    private static final ClassDesc METERING = ClassDesc.of(GUEST + "Metering");
    private static final ClassDesc LIBRARY = ClassDesc.of(GUEST + "LibraryCalls");
    private static final ClassDesc CONTENTS = ClassDesc.of(GUEST + "Contents");
    private static final ClassDesc SORTING = ClassDesc.of(GUEST + "Sorting");
    private static final ClassDesc COMPARATORS = ClassDesc.of(GUEST + "Comparators");
    private static final ClassDesc FUNCTIONS = ClassDesc.of(GUEST + "Functions");

    private static final Map<ClassDesc, ClassDesc> CLASSES = new HashMap<>();
    private static final Substitute DESCRIBED =
            new Substitute(METERING, "described", MethodTypeDesc.of(CD_String, CD_Throwable));

    /** Methods of an object, by name and descriptor, which say the type that has them. */
    private static final Map<String, Substitute> VIRTUAL = new HashMap<>();
    /** Static methods and those of final classes, by class, name and descriptor. */
    private static final Map<String, Substitute> EXACT = new HashMap<>();
    /** Default methods of functional interfaces that are replaced whatever a class overrides, by interface. */
    private static final Map<String, Set<String>> FIXED = new LinkedHashMap<>();

    /** A static method that takes the receiver, if any, as its first argument. */
    record Substitute(ClassDesc owner, String name, MethodTypeDesc type) {}

    static {
        CLASSES.put(CD_Object, ClassDesc.of(GUEST + "GuestObject"));
        madeAs("HashMap", "GuestMap");
        madeAs("LinkedHashMap", "GuestMap");
        madeAs("HashSet", "GuestSet");
        madeAs("LinkedHashSet", "GuestSet");
        madeAs("ArrayList", "GuestList");
        madeAs("LinkedList", "GuestLinkedList");
        madeAs("ArrayDeque", "GuestDeque");
        madeAs("PriorityQueue", "GuestQueue");
        madeAs("TreeMap", "GuestTreeMap");
        madeAs("TreeSet", "GuestTreeSet");
        madeAs("BitSet", "GuestBits");
        objects();
        collections();
        texts();
        comparators();
        functions();
    }

    private Substitutes() {}

    private static void madeAs(String jdk, String guest) {
        CLASSES.put(ClassDesc.of("java.util." + jdk), ClassDesc.of(GUEST + guest));
    }

    private static void objects() {
        MethodTypeDesc hash = MethodTypeDesc.of(CD_int, CD_Object);
        MethodTypeDesc text = MethodTypeDesc.of(CD_String, CD_Object);
        exact("java/util/Objects.hashCode(Ljava/lang/Object;)I", new Substitute(METERING, "hashOrZero", hash));
        exact(
                "java/util/Objects.toString(Ljava/lang/Object;)Ljava/lang/String;",
                new Substitute(METERING, "text", text));
        exact("java/lang/String.valueOf(Ljava/lang/Object;)Ljava/lang/String;", new Substitute(METERING, "text", text));
        same(
                METERING,
                "java/util/Objects.toString(Ljava/lang/Object;Ljava/lang/String;)Ljava/lang/String;",
                "toString");
        same(METERING, "java/util/Objects.equals(Ljava/lang/Object;Ljava/lang/Object;)Z", "equalOrNull");
        same(CONTENTS, "java/util/Objects.hash([Ljava/lang/Object;)I", "hash");
        same(CONTENTS, "java/util/Arrays.hashCode([Ljava/lang/Object;)I", "hash");
        same(CONTENTS, "java/util/Arrays.equals([Ljava/lang/Object;[Ljava/lang/Object;)Z", "equal");
        same(CONTENTS, "java/util/Arrays.toString([Ljava/lang/Object;)Ljava/lang/String;", "text");
        virtual(METERING, "Ljava/lang/Object;", "equals(Ljava/lang/Object;)Z", "equal");
        virtual(METERING, "Ljava/lang/Object;", "hashCode()I", "hashCode");
        virtual(METERING, "Ljava/lang/Object;", "toString()Ljava/lang/String;", "toString");
        virtual(LIBRARY, "Ljava/lang/Comparable;", "compareTo(Ljava/lang/Object;)I", "compare");
        String throwable = "Ljava/lang/Throwable;";
        virtual(METERING, throwable, "getMessage()Ljava/lang/String;", "message");
        virtual(METERING, throwable, "getLocalizedMessage()Ljava/lang/String;", "localizedMessage");
        virtual(METERING, throwable, "getSuppressed()[Ljava/lang/Throwable;", "suppressed");
        String asserts = "desiredAssertionStatus()Z";
        exact("java/lang/Class." + asserts, onReceiver(METERING, "Ljava/lang/Class;", asserts, "assertions"));
    }

    private static void collections() {
        String collection = "Ljava/util/Collection;";
        String list = "Ljava/util/List;";
        for (String name : new String[] {"contains", "remove"}) {
            virtual(LIBRARY, collection, name + "(Ljava/lang/Object;)Z", name);
        }
        for (String name : new String[] {"containsAll", "removeAll", "retainAll", "addAll"}) {
            virtual(LIBRARY, collection, name + "(Ljava/util/Collection;)Z", name);
        }
        virtual(LIBRARY, list, "addAll(ILjava/util/Collection;)Z", "addAll");
        virtual(LIBRARY, list, "indexOf(Ljava/lang/Object;)I", "indexOf");
        virtual(LIBRARY, list, "lastIndexOf(Ljava/lang/Object;)I", "lastIndexOf");
        virtual(LIBRARY, list, "subList(II)Ljava/util/List;", "subList");
        virtual(LIBRARY, list, "sort(Ljava/util/Comparator;)V", "sort");
        for (String name : new String[] {"removeFirstOccurrence", "removeLastOccurrence"}) {
            virtual(LIBRARY, "Ljava/util/Deque;", name + "(Ljava/lang/Object;)Z", name);
        }
        String map = "Ljava/util/Map;";
        virtual(LIBRARY, map, "containsValue(Ljava/lang/Object;)Z", "containsValue");
        virtual(LIBRARY, map, "remove(Ljava/lang/Object;Ljava/lang/Object;)Z", "remove");
        virtual(LIBRARY, map, "replace(Ljava/lang/Object;Ljava/lang/Object;Ljava/lang/Object;)Z", "replace");
        virtual(LIBRARY, map, "putAll(Ljava/util/Map;)V", "putAll");
        same(CONTENTS, "java/util/List.copyOf(Ljava/util/Collection;)Ljava/util/List;", "copyOf");
        String statics = "java/util/Collections.";
        same(LIBRARY, statics + "addAll(Ljava/util/Collection;[Ljava/lang/Object;)Z", "addAll");
        same(SORTING, statics + "sort(Ljava/util/List;)V", "sort");
        same(SORTING, statics + "sort(Ljava/util/List;Ljava/util/Comparator;)V", "sort");
        same(CONTENTS, statics + "frequency(Ljava/util/Collection;Ljava/lang/Object;)I", "frequency");
        for (String name : new String[] {"max", "min"}) {
            same(CONTENTS, statics + name + "(Ljava/util/Collection;)Ljava/lang/Object;", name);
            same(CONTENTS, statics + name + "(Ljava/util/Collection;Ljava/util/Comparator;)Ljava/lang/Object;", name);
        }
        same(CONTENTS, statics + "binarySearch(Ljava/util/List;Ljava/lang/Object;)I", "binarySearch");
        same(
                CONTENTS,
                statics + "binarySearch(Ljava/util/List;Ljava/lang/Object;Ljava/util/Comparator;)I",
                "binarySearch");
        String sort = "java/util/Arrays.sort";
        same(SORTING, sort + "([Ljava/lang/Object;)V", "sort");
        same(SORTING, sort + "([Ljava/lang/Object;II)V", "sort");
        same(SORTING, sort + "([Ljava/lang/Object;Ljava/util/Comparator;)V", "sort");
        same(SORTING, sort + "([Ljava/lang/Object;IILjava/util/Comparator;)V", "sort");
    }

    private static void texts() {
        for (String part :
                new String[] {"Ljava/lang/Object;", "Ljava/lang/String;", "Ljava/lang/CharSequence;", "C", "I"}) {
            builder("append(" + part + ")Ljava/lang/StringBuilder;");
        }
        for (String name : new String[] {"indexOf", "lastIndexOf"}) {
            text(name + "(Ljava/lang/String;)I");
            text(name + "(Ljava/lang/String;I)I");
        }
        text("contains(Ljava/lang/CharSequence;)Z");
        text("toLowerCase()Ljava/lang/String;");
        text("toUpperCase()Ljava/lang/String;");
    }

    private static void builder(String member) {
        exact("java/lang/StringBuilder." + member, onReceiver(METERING, "Ljava/lang/StringBuilder;", member, "append"));
    }

    private static void text(String member) {
        String name = member.substring(0, member.indexOf('('));
        exact(
                "java/lang/String." + member,
                onReceiver(ClassDesc.of(GUEST + "Texts"), "Ljava/lang/String;", member, name));
    }

    private static void comparators() {
        String comparator = "Ljava/util/Comparator;";
        String function = "Ljava/util/function/Function;";
        for (String arguments : new String[] {comparator, function, function + comparator}) {
            fixed(COMPARATORS, "java/util/Comparator", "thenComparing(" + arguments + ")" + comparator);
        }
        same(COMPARATORS, "java/util/Comparator.comparing(" + function + ")" + comparator, "comparing");
        same(COMPARATORS, "java/util/Comparator.comparing(" + function + comparator + ")" + comparator, "comparing");
        for (String kind : new String[] {"Int", "Long", "Double"}) {
            String key = "(Ljava/util/function/To" + kind + "Function;)";
            fixed(COMPARATORS, "java/util/Comparator", "thenComparing" + kind + key + comparator);
            same(COMPARATORS, "java/util/Comparator.comparing" + kind + key + comparator, "comparing" + kind);
        }
        fixed(COMPARATORS, "java/util/Comparator", "reversed()" + comparator);
        for (String name : new String[] {"naturalOrder", "reverseOrder"}) {
            same(COMPARATORS, "java/util/Comparator." + name + "()" + comparator, name);
        }
        for (String name : new String[] {"nullsFirst", "nullsLast"}) {
            same(COMPARATORS, "java/util/Comparator." + name + "(" + comparator + ")" + comparator, name);
        }
        same(COMPARATORS, "java/util/Collections.reverseOrder()" + comparator, "reverseOrder");
        same(COMPARATORS, "java/util/Collections.reverseOrder(" + comparator + ")" + comparator, "reverseOrder");
        for (String name : new String[] {"comparingByKey", "comparingByValue"}) {
            same(COMPARATORS, "java/util/Map$Entry." + name + "()" + comparator, name);
            same(COMPARATORS, "java/util/Map$Entry." + name + "(" + comparator + ")" + comparator, name);
        }
    }

    private static void functions() {
        String function = "Ljava/util/function/Function;";
        fixed(FUNCTIONS, "java/util/function/Function", "andThen(" + function + ")" + function);
        fixed(FUNCTIONS, "java/util/function/Function", "compose(" + function + ")" + function);
        fixed(FUNCTIONS, "java/util/function/BiFunction", "andThen(" + function + ")Ljava/util/function/BiFunction;");
        for (String name : new String[] {"Consumer", "BiConsumer", "IntConsumer", "LongConsumer"}) {
            joined(name, "andThen");
        }
        for (String name : new String[] {"IntUnaryOperator", "LongUnaryOperator"}) {
            joined(name, "andThen");
            joined(name, "compose");
        }
        for (String name : new String[] {"Predicate", "BiPredicate", "IntPredicate", "LongPredicate"}) {
            joined(name, "and");
            joined(name, "or");
            fixed(FUNCTIONS, "java/util/function/" + name, "negate()Ljava/util/function/" + name + ";");
        }
        String predicate = "Ljava/util/function/Predicate;";
        same(FUNCTIONS, "java/util/function/Predicate.not(" + predicate + ")" + predicate, "not");
        same(FUNCTIONS, "java/util/function/Predicate.isEqual(Ljava/lang/Object;)" + predicate, "isEqual");
        for (String name : new String[] {"minBy", "maxBy"}) {
            String type = "(Ljava/util/Comparator;)Ljava/util/function/BinaryOperator;";
            same(FUNCTIONS, "java/util/function/BinaryOperator." + name + type, name);
        }
    }

    private static void joined(String type, String name) {
        String descriptor = "Ljava/util/function/" + type + ";";
        fixed(FUNCTIONS, "java/util/function/" + type, name + "(" + descriptor + ")" + descriptor);
    }

    private static void exact(String member, Substitute substitute) {
        EXACT.put(member, substitute);
    }

    /** In place of a static method, one with the same arguments. */
    private static void same(ClassDesc owner, String member, String name) {
        exact(member, new Substitute(owner, name, MethodTypeDesc.ofDescriptor(member.substring(member.indexOf('(')))));
    }

    private static void virtual(ClassDesc owner, String receiver, String member, String name) {
        VIRTUAL.put(member, onReceiver(owner, receiver, member, name));
    }

    private static void fixed(ClassDesc owner, String type, String member) {
        virtual(owner, "L" + type + ";", member, member.substring(0, member.indexOf('(')));
        FIXED.computeIfAbsent(type.replace('/', '.'), t -> new TreeSet<>()).add(member);
    }

    private static Substitute onReceiver(ClassDesc owner, String receiver, String member, String name) {
        MethodTypeDesc type = MethodTypeDesc.ofDescriptor(member.substring(member.indexOf('(')));
        return new Substitute(owner, name, type.insertParameterTypes(0, ClassDesc.ofDescriptor(receiver)));
    }

    /** The class to make an object of in place of this one. */
    static ClassDesc madeInsteadOf(ClassDesc type) {
        return CLASSES.getOrDefault(type, type);
    }

    /** Whether calls of an interface's method never reach what a class of the guest's overrides it with. */
    static boolean isFixed(String type, String member) {
        return FIXED.getOrDefault(type, Set.of()).contains(member);
    }

    /** The interfaces some of whose methods are fixed. */
    static Set<String> fixedTypes() {
        return FIXED.keySet();
    }

    /** What to call in place of a member that is not the guest's own, or null to call it as it is. */
    static @Nullable Substitute of(InvokeInstruction call) {
        String member = call.name().stringValue() + call.type().stringValue();
        Substitute exact = EXACT.get(call.owner().asInternalName() + "." + member);
        if (exact != null || call.opcode() == Opcode.INVOKESTATIC) {
            return exact;
        }
        Substitute found = VIRTUAL.get(member);
        return found != null && call.opcode() == Opcode.INVOKESPECIAL ? ofParent(call, found) : found;
    }

    /** For a call through {@code super}, which must not come back to the overriding method. */
    private static @Nullable Substitute ofParent(InvokeInstruction call, Substitute found) {
        if (found.owner().equals(METERING)) {
            return ofParent(call.owner().asInternalName(), found);
        }
        if (found.owner().equals(LIBRARY)) {
            return new Substitute(found.name().equals("sort") ? SORTING : CONTENTS, found.name(), found.type());
        }
        return found;
    }

    /** In an exception or enum; in the guest's other classes its parent's methods are GuestObject's. */
    private static @Nullable Substitute ofParent(String parent, Substitute found) {
        if (!parent.startsWith("java/") || parent.equals("java/lang/Object")) {
            return null;
        }
        return switch (found.name()) {
            case "hashCode" -> new Substitute(METERING, "identity", found.type());
            case "toString" -> parent.equals("java/lang/Enum") ? null : DESCRIBED;
            case "suppressed" -> found; // nobody can override it
            default -> null;
        };
    }
}
