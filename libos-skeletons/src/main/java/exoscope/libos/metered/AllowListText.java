package exoscope.libos.metered;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The allow-list as written in {@code allow-list.txt}, whose head describes its lines. */
final class AllowListText {
    private final Map<String, Map<String, Ruling>> members = new LinkedHashMap<>();
    private final List<String> listed = new ArrayList<>();
    private final Map<String, Ruling.Refused> refusedClasses = new LinkedHashMap<>();

    private AllowListText() {}

    static AllowListText read() {
        var list = new AllowListText();
        try (InputStream in = AllowListText.class.getResourceAsStream("allow-list.txt")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            text.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .forEach(list::add);
        } catch (IOException e) {
            throw new UncheckedIOException("The allow-list cannot be read", e);
        }
        return list;
    }

    /** The listed JDK classes, in the list's order. */
    List<String> classes() {
        return List.copyOf(listed);
    }

    /** Every class about whose members the list says something, listed or not. */
    Set<String> namedClasses() {
        return Collections.unmodifiableSet(members.keySet());
    }

    /** The classes and packages that are refused with a word of their own. */
    Map<String, Ruling.Refused> refusedClasses() {
        return Collections.unmodifiableMap(refusedClasses);
    }

    /** The members of a class that the list mentions, by name or by name and descriptor. */
    Map<String, Ruling> members(String className) {
        return members.getOrDefault(className, Map.of());
    }

    /** What the list says about a class that guest code may not use; the longest pattern that fits decides. */
    Ruling.@Nullable Refused refusedClass(String className) {
        Ruling.Refused found = refusedClasses.get(className.replaceFirst("\\$.*", ""));
        for (int dot = className.lastIndexOf('.');
                dot > 0 && found == null;
                dot = className.lastIndexOf('.', dot - 1)) {
            found = refusedClasses.get(className.substring(0, dot) + ".*");
        }
        return found;
    }

    private void add(String line) {
        if (line.startsWith("! ")) {
            addRefusal(line.substring(2), refusedClasses::put);
            return;
        }
        int gap = line.indexOf(' ');
        String className = line.substring(0, gap);
        Map<String, Ruling> rulings = members.computeIfAbsent(className, c -> new LinkedHashMap<>());
        String rest = line.substring(gap + 2).strip();
        if (line.charAt(gap + 1) == '!') {
            addRefusal(rest, (name, refused) -> rulings.put(constructorOr(name), refused));
            return;
        }
        listed.add(className);
        for (String marked : rest.isEmpty() ? new String[0] : rest.split(" ", -1)) {
            CallCost cost = CallCost.of(marked);
            String name = cost == CallCost.FLAT ? marked : marked.substring(0, marked.length() - 1);
            rulings.put(constructorOr(name), new Ruling.Permitted(cost));
        }
    }

    private static void addRefusal(String text, BiConsumer<String, Ruling.Refused> sink) {
        int colon = text.indexOf(" : ");
        int semicolon = text.indexOf(" ; ", colon);
        var refused = new Ruling.Refused(text.substring(colon + 3, semicolon), text.substring(semicolon + 3));
        for (String name : text.substring(0, colon).split(" ", -1)) {
            sink.accept(name, refused);
        }
    }

    private static String constructorOr(String name) {
        return name.equals("new") || name.startsWith("new(") ? "<init>" + name.substring(3) : name;
    }
}
