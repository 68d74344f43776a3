package exoscope.libos.metered;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What guest code may use besides its own classes: listed members of the JDK ({@code allow-list.txt}), and the
 * classes of the kit that students are shown, with all their members. Immutable; everything else does not exist for
 * guest code.
 */
public final class AllowList {
    private static final AllowListText TEXT = AllowListText.read();
    private static final Set<String> JDK_CLASSES = Set.copyOf(TEXT.classes());
    // Lookups are pure functions of the list, so sharing their results between threads changes nothing.
    private static final Map<String, Ruling> JDK_RULINGS = new ConcurrentHashMap<>();

    private final Set<String> kit;

    private AllowList(Set<String> kit) {
        this.kit = kit;
    }

    /**
     * The JDK's listed members and a part of the kit.
     *
     * @param kit names of classes, which stand for their nested classes too, and of packages, without their sub-
     * packages
     */
    public static AllowList withKit(String... kit) {
        return new AllowList(Collections.unmodifiableSet(new TreeSet<>(List.of(kit))));
    }

    /** The classes and packages of the kit that are shown. */
    List<String> kit() {
        return List.copyOf(kit);
    }

    /** The listed JDK classes, in the list's order. */
    public static List<String> jdkClasses() {
        return TEXT.classes();
    }

    /** Whether a class of the kit is shown to guest code. */
    public boolean isKit(String className) {
        int nested = className.indexOf('$');
        String outermost = nested < 0 ? className : className.substring(0, nested);
        if (outermost.startsWith("exoscope.libos.metered.")) {
            return false;
        }
        int dot = outermost.lastIndexOf('.');
        return kit.contains(outermost) || (dot > 0 && kit.contains(outermost.substring(0, dot)));
    }

    /** Whether guest code may name a class that is not its own. */
    public boolean permits(String className) {
        return JDK_CLASSES.contains(className) || isKit(className);
    }

    /** Whether a class is one of the JDK's listed exceptions and errors. */
    boolean isThrowable(String className) {
        return JDK_CLASSES.contains(className) && Throwable.class.isAssignableFrom(jdkClass(className));
    }

    /** Whether a listed class of the JDK is, or extends, another. */
    boolean isSubtype(String className, String parent) {
        return JDK_CLASSES.contains(className) && jdkClass(parent).isAssignableFrom(jdkClass(className));
    }

    /** Why guest code may not name a class, and what to use instead. */
    Ruling.Refused refusal(String className) {
        if (className.startsWith("exoscope.")) {
            return new Ruling.Refused(
                    "it is not in the part of the kit that a libOS is given", "use the classes that the handout names");
        }
        Ruling.Refused listed = TEXT.refusedClass(className);
        return listed != null ? listed : Ruling.Refused.UNLISTED;
    }

    /** What the list says about a member of a class that is not the guest's own. */
    Ruling ruling(String className, String member, String descriptor) {
        if (isKit(className)) {
            return new Ruling.Permitted(CallCost.KIT);
        }
        if (!JDK_CLASSES.contains(className)) {
            // A nearer word about the member is better advice than one about its class, for example Thread.sleep.
            Ruling said = said(className, member, descriptor);
            return said instanceof Ruling.Refused ? said : refusal(className);
        }
        return JDK_RULINGS.computeIfAbsent(
                className + '.' + member + descriptor, key -> inherited(className, member, descriptor));
    }

    private Ruling inherited(String className, String member, String descriptor) {
        boolean constructor = member.equals("<init>");
        Deque<Class<?>> open = new ArrayDeque<>();
        open.add(jdkClass(className));
        while (!open.isEmpty()) {
            Class<?> type = open.remove();
            Ruling said = said(type.getName(), member, descriptor);
            if (said != null) {
                return said;
            }
            if (constructor) {
                break;
            }
            if (type.getSuperclass() != null) {
                open.add(type.getSuperclass());
            }
            open.addAll(List.of(type.getInterfaces()));
        }
        // What every object has, a variable of an interface's type has too.
        Ruling ofObject = constructor ? null : said("java.lang.Object", member, descriptor);
        return ofObject != null ? ofObject : refusal(className);
    }

    private static @Nullable Ruling said(String className, String member, String descriptor) {
        Map<String, Ruling> members = TEXT.members(className);
        Ruling exact = members.get(member + descriptor);
        return exact != null ? exact : members.get(member);
    }

    private static Class<?> jdkClass(String name) {
        try {
            return Class.forName(name, false, ClassLoader.getPlatformClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("The allow-list names a class that this JDK does not have: " + name, e);
        }
    }
}
