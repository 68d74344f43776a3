package exoscope.libos.metered;

import exoscope.kernel.Result;
import java.lang.reflect.Array;
import java.util.BitSet;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What rewritten code asks about objects of any type, answered the same in every run. Not for use by hand. */
public final class GuestLibrary {
    private static final ClassValue<Boolean> HAS_TEXT = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            try {
                return type.getMethod("toString").getDeclaringClass() != Object.class;
            } catch (NoSuchMethodException e) {
                throw new IllegalStateException(e);
            }
        }
    };

    private GuestLibrary() {}

    /** Whether the guest's own metered code answers for the object when it is hashed, compared, printed or searched. */
    public static boolean isOwn(Object object) {
        Class<?> type = object.getClass();
        return type.getClassLoader() instanceof GuestClassLoader && !type.isHidden() && !(object instanceof HostStored);
    }

    /** Whether the object holds others that it hashes, compares and prints with itself, and is not the guest's own. */
    public static boolean isContainer(Object object) {
        return object instanceof Collection
                || object instanceof Map
                || object instanceof Map.Entry
                || isWrapper(object);
    }

    /** Whether the object stands for one other. */
    public static boolean isWrapper(Object object) {
        return object instanceof Optional || object instanceof Result.Ok;
    }

    /** What a wrapper stands for, or null. */
    public static @Nullable Object wrapped(Object wrapper) {
        return switch (wrapper) {
            case Optional<?> optional -> optional.orElse(null);
            case Result.Ok<?> ok -> ok.value();
            default -> null;
        };
    }

    /** How the text of a wrapper begins. */
    public static String wrapperStart(Object wrapper) {
        return wrapper instanceof Optional ? "Optional[" : "Ok[value=";
    }

    /** The elements or characters of an array, string or JDK collection; 0 for everything else. */
    public static int size(@Nullable Object object) {
        if (object == null || object instanceof Number) {
            return 0;
        }
        if (object instanceof String text) {
            return text.length();
        }
        Class<?> type = object.getClass();
        if (type.isArray()) {
            return Array.getLength(object);
        }
        // A guest's own collection is charged while it is walked, and asking it for its size would run its code.
        if (type.getClassLoader() != null && !(object instanceof HostStored)) {
            return 0;
        }
        return switch (object) {
            case StringBuilder text -> text.length();
            case Collection<?> elements -> elements.size();
            case Map<?, ?> entries -> entries.size();
            case BitSet bits -> bits.size() >>> 6;
            case Class<?> constants -> constantsOf(constants);
            default -> 0;
        };
    }

    private static int constantsOf(Class<?> type) {
        Object[] constants = type.getEnumConstants();
        return constants == null ? 0 : constants.length;
    }

    /** Bytes that a copy of an element takes. */
    public static int elementBytes(@Nullable Object object) {
        return object instanceof CharSequence || object instanceof char[] ? GuestCosts.CHARACTER : GuestCosts.SLOT;
    }

    /** The most bytes that {@link #text} of an object takes beyond what it is charged for afterwards. */
    public static long textBytes(Object object) {
        return object instanceof BitSet bits ? bits.cardinality() * 12L * GuestCosts.CHARACTER : 0;
    }

    /** Of an object that is neither the guest's own nor holds others: itself as text, or its kind. */
    public static String text(Object object) {
        Class<?> type = object.getClass();
        if (type.isArray()) {
            return type.getComponentType().getSimpleName() + "[" + Array.getLength(object) + "]";
        }
        if (type.isHidden()) {
            return "lambda";
        }
        if (!HAS_TEXT.get(type)) {
            return type.getSimpleName();
        }
        String text = object.toString();
        return text == null ? "null" : text;
    }

    /** Of an object that is neither the guest's own nor holds others: 1 if it has but an identity. */
    public static int hash(Object object) {
        return switch (object) {
            case Enum<?> constant -> constant.name().hashCode();
            case Throwable identity -> 1;
            case Comparable<?> value -> object.hashCode();
            case Number value -> object.hashCode();
            case BitSet bits -> object.hashCode();
            case Record value -> object.hashCode();
            default -> 1;
        };
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

    /** Copies the first elements to another array, as much as was paid for already. */
    public static Object[] copy(Object[] to, Object[] from, int size) {
        System.arraycopy(from, 0, to, 0, size);
        return to;
    }

    /** The elements in the array given if they fit, else in a new one of its type, as {@code toArray} has it. */
    public static @Nullable Object[] typed(@Nullable Object[] elements, @Nullable Object[] given) {
        @Nullable
        Object[] to = elements.length <= given.length
                ? given
                : (@Nullable Object[]) Array.newInstance(given.getClass().getComponentType(), elements.length);
        System.arraycopy(elements, 0, to, 0, elements.length);
        if (to.length > elements.length) {
            to[elements.length] = null;
        }
        return to;
    }
}
