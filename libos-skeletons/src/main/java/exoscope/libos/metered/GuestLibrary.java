package exoscope.libos.metered;

import java.lang.reflect.Array;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What rewritten code asks about objects of any type, answered the same in every run. Not for use by hand. */
public final class GuestLibrary {
    private GuestLibrary() {}

    /** The elements or characters of an array, string or JDK collection; 0 for everything else. */
    public static int size(@Nullable Object object) {
        if (object == null) {
            return 0;
        }
        Class<?> type = object.getClass();
        if (type.isArray()) {
            return Array.getLength(object);
        }
        // A guest's own collection is charged while it is walked, and asking it for its size would run its code.
        if (type.getClassLoader() != null) {
            return 0;
        }
        return switch (object) {
            case String text -> text.length();
            case StringBuilder text -> text.length();
            case Collection<?> elements -> elements.size();
            case Map<?, ?> entries -> entries.size();
            default -> 0;
        };
    }

    /** The object as text; arrays and lambdas, whose text would hold their identity hash, by their kind. */
    public static String text(@Nullable Object object) {
        if (object == null) {
            return "null";
        }
        Class<?> type = object.getClass();
        if (type.isArray()) {
            return type.getComponentType().getSimpleName() + "[" + Array.getLength(object) + "]";
        }
        if (type.isHidden()) {
            return "lambda";
        }
        String text = object.toString();
        return text == null ? "null" : text;
    }

    /** The object's hash where it comes from its value; the same number for all objects that have but an identity. */
    public static int hash(Object object) {
        return switch (object) {
            case Enum<?> constant -> constant.name().hashCode();
            case Throwable identity -> 1;
            case Record value -> value.hashCode();
            default -> hasValueHash(object) ? object.hashCode() : 1;
        };
    }

    private static boolean hasValueHash(Object object) {
        Class<?> type = object.getClass();
        if (isJdk(object)) {
            return object instanceof Comparable
                    || object instanceof Collection
                    || object instanceof Map
                    || object instanceof Number
                    || object instanceof Map.Entry;
        }
        return type.getClassLoader() instanceof GuestClassLoader && !type.isHidden();
    }

    /** Lets no handler see the end of an environment, and no message that names the host's class loaders. */
    public static Throwable caught(Throwable thrown) {
        if (thrown instanceof EnvironmentEnded ended) {
            throw ended;
        }
        return thrown.getClass() == ClassCastException.class ? withoutLoaders(thrown) : thrown;
    }

    private static Throwable withoutLoaders(Throwable thrown) {
        String message = thrown.getMessage();
        if (message == null || !message.contains(" (")) {
            return thrown;
        }
        return new ClassCastException(message.substring(0, message.indexOf(" (")));
    }

    private static boolean isJdk(Object object) {
        return object.getClass().getClassLoader() == null && !object.getClass().isArray();
    }
}
