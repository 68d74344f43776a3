package exoscope.libos.runtime;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value of guest code as text, with what it consists of. It is read by looking at fields, never by calling a method of
 * the guest's, so that looking changes nothing.
 *
 * @param name the variable, field or index
 * @param text the value in a line
 * @param parts fields or elements, some of them only if there are many
 */
public record GuestValue(String name, String text, List<GuestValue> parts) {
    private static final int DEEPEST = 3;
    private static final int MOST_PARTS = 64;
    private static final int MOST_CHARACTERS = 200;

    public GuestValue {
        parts = List.copyOf(parts);
    }

    /**
     * Looks at a value.
     *
     * @param guest who defined the classes that may be looked into
     */
    public static GuestValue of(String name, @Nullable Object value, ClassLoader guest) {
        return of(name, value, guest, DEEPEST);
    }

    private static GuestValue of(String name, @Nullable Object value, ClassLoader guest, int deeper) {
        List<GuestValue> parts = value == null || deeper == 0 ? List.of() : parts(value, guest, deeper - 1);
        return new GuestValue(name, text(value, guest), parts);
    }

    private static String text(@Nullable Object value, ClassLoader guest) {
        return switch (value) {
            case null -> "null";
            case String string -> quoted(string);
            case Character character -> "'" + character + "'";
            case Boolean yes -> yes.toString();
            case Integer number -> withHex(number, Integer.toHexString(number));
            case Long number -> withHex(number, Long.toHexString(number));
            case Double number -> number.toString();
            case Float number -> number.toString();
            case Short number -> number.toString();
            case Byte number -> number.toString();
            case Enum<?> constant -> constant.name();
            case JavaUserCode env -> env.toString();
            case Optional<?> maybe ->
                maybe.map(held -> "of " + text(held, guest)).orElse("empty");
            default -> composite(value, guest);
        };
    }

    private static String composite(Object value, ClassLoader guest) {
        if (value.getClass().isArray()) {
            return "%s[%d]".formatted(value.getClass().getComponentType().getSimpleName(), Array.getLength(value));
        }
        if (isPlain(value)) {
            int size = value instanceof Map<?, ?> map ? map.size() : ((Collection<?>) value).size();
            return "%s of %d".formatted(kind(value), size);
        }
        return isOf(value, guest) || isJdk(value) ? kind(value) : CallText.of(value);
    }

    /** Page numbers and addresses are easier to recognise in hexadecimal. */
    private static String withHex(long number, String hex) {
        return (number >= -1 && number < 16) ? Long.toString(number) : number + " (0x" + hex + ")";
    }

    private static String quoted(String string) {
        String shown = string.length() <= MOST_CHARACTERS ? string : string.substring(0, MOST_CHARACTERS) + "…";
        return "\"" + shown.replace("\n", "\\n") + "\"";
    }

    private static List<GuestValue> parts(Object value, ClassLoader guest, int deeper) {
        List<GuestValue> parts = new ArrayList<>();
        if (value.getClass().isArray()) {
            for (int i = 0; i < Math.min(MOST_PARTS, Array.getLength(value)); i++) {
                parts.add(of("[" + i + "]", Array.get(value, i), guest, deeper));
            }
        } else if (value instanceof Collection<?> many && isPlain(many)) {
            many.stream()
                    .limit(MOST_PARTS)
                    .forEach(each -> parts.add(of("[" + parts.size() + "]", each, guest, deeper)));
        } else if (value instanceof Map<?, ?> map && isPlain(map)) {
            map.entrySet().stream()
                    .limit(MOST_PARTS)
                    .forEach(entry -> parts.add(of(text(entry.getKey(), guest), entry.getValue(), guest, deeper)));
        } else if (isOf(value, guest)) {
            for (Class<?> type = value.getClass(); isOf(type, guest); type = type.getSuperclass()) {
                addFields(parts, type, value, guest, deeper);
            }
        }
        return parts;
    }

    private static void addFields(List<GuestValue> parts, Class<?> type, Object value, ClassLoader guest, int deeper) {
        for (Field field : type.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers()) && !field.isSynthetic() && parts.size() < MOST_PARTS) {
                parts.add(of(field.getName(), held(field, value), guest, deeper));
            }
        }
    }

    private static @Nullable Object held(Field field, Object value) {
        try {
            field.setAccessible(true);
            return field.get(value);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("a guest's field cannot be read: " + field, e);
        }
    }

    private static boolean isOf(Object value, ClassLoader guest) {
        return isOf(value.getClass(), guest);
    }

    private static boolean isOf(@Nullable Class<?> type, ClassLoader guest) {
        return type != null
                && guest.equals(type.getClassLoader())
                && !type.getName().startsWith("exoscope.libos.metered.");
    }

    private static boolean isJdk(Object value) {
        return value.getClass().getClassLoader() == null;
    }

    /** Whether a collection holds its elements itself: a view of a guest's collection would run the guest's code. */
    private static boolean isPlain(Object collection) {
        String type = collection.getClass().getName();
        return type.matches(
                "java\\.util\\.(ArrayList|LinkedList|ArrayDeque|Arrays\\$ArrayList|HashMap|LinkedHashMap|HashSet"
                        + "|LinkedHashSet|TreeMap|TreeSet|EnumMap|ImmutableCollections\\$(List|Set|Map)[12N]+)");
    }

    private static String kind(Object value) {
        return value.getClass().isHidden() ? "lambda" : value.getClass().getSimpleName();
    }
}
