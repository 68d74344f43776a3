package exoscope.libos.metered;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The kit's part of every environment's classes: what rewritten code calls, and the library that is itself rewritten,
 * so that its work is charged and may be preempted. Made once.
 */
final class GuestTemplates {
    static final String PACKAGE = "exoscope.libos.metered.guest.";

    /** What passes charges on must not be charged. */
    private static final List<String> AS_THEY_ARE = List.of("Metering", "LibraryCalls", "GuestObject");

    private static final List<String> REWRITTEN = List.of(
            "Comparators",
            "Contents",
            "Functions",
            "GuestBits",
            "GuestDeque",
            "GuestLinkedList",
            "GuestList",
            "GuestMap",
            "GuestQueue",
            "GuestSet",
            "GuestTreeMap",
            "GuestTreeSet",
            "GuestView",
            "MovingIterator",
            "NaturalOrder",
            "Sorting",
            "Texts");

    private static final SortedMap<String, byte[]> CLASSES = make();

    private GuestTemplates() {}

    /** A template's class file, or null if there is none of that name. */
    static byte @Nullable [] bytes(String className) {
        return CLASSES.get(className);
    }

    private static SortedMap<String, byte[]> make() {
        SortedMap<String, byte[]> library = new TreeMap<>();
        REWRITTEN.forEach(name -> add(library, name));
        SortedMap<String, byte[]> all = new GuestRewriter(AllowList.withKit(), Set.of()).rewrite(library);
        AS_THEY_ARE.forEach(name -> all.put(PACKAGE + name, read(name)));
        return all;
    }

    private static void add(SortedMap<String, byte[]> library, String simpleName) {
        byte[] bytes = read(simpleName);
        library.put(PACKAGE + simpleName, bytes);
        ClassFile.of()
                .parse(bytes)
                .findAttribute(Attributes.nestMembers())
                .ifPresent(nest -> nest.nestMembers().forEach(member -> {
                    String name = GuestTypes.binaryName(member).substring(PACKAGE.length());
                    library.put(PACKAGE + name, read(name));
                }));
    }

    private static byte[] read(String simpleName) {
        String resource = "guest/" + simpleName + ".class";
        try (InputStream in = GuestTemplates.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("The kit is incomplete: " + resource + " is missing");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("The kit's " + resource + " cannot be read", e);
        }
    }
}
