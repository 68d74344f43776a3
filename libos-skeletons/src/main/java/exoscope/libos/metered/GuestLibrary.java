package exoscope.libos.metered;

import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
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

    private static final ClassValue<RecordComponent[]> COMPONENTS = new ClassValue<>() {
        @Override
        protected RecordComponent[] computeValue(Class<?> type) {
            return type.getRecordComponents();
        }
    };

    private GuestLibrary() {}

    /** Whether the guest's own metered code answers for the object when it is hashed, compared, printed or searched. */
    public static boolean isOwn(Object object) {
        return isMetered(object) && !object.getClass().isHidden() && !(object instanceof HostStored);
    }

    /** Whether the object's class is the guest's own or the kit's in its place. */
    public static boolean isMetered(Object object) {
        return object.getClass().getClassLoader() instanceof GuestClassLoader;
    }

    /** Whether the object holds others that it hashes, compares and prints with itself, and is not the guest's own. */
    public static boolean isContainer(Object object) {
        return object instanceof Collection || object instanceof Map || object instanceof Map.Entry || hasParts(object);
    }

    /** Whether the object is an optional, or one of the kit's records. */
    public static boolean hasParts(Object object) {
        return object instanceof Optional || object instanceof Record;
    }

    /** What an optional, or one of the kit's records, consists of. */
    public static @Nullable Object[] parts(Object whole) {
        return whole instanceof Optional<?> optional
                ? new @Nullable Object[] {optional.orElse(null)}
                : parts(whole, COMPONENTS.get(whole.getClass()));
    }

    private static @Nullable Object[] parts(Object ofKit, RecordComponent[] components) {
        @Nullable Object[] parts = new @Nullable Object[components.length];
        try {
            for (int i = 0; i < parts.length; i++) {
                parts[i] = components[i].getAccessor().invoke(ofKit);
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record of the kit's cannot be read", e);
        }
        return parts;
    }

    /** How the text of one of the kit's records begins before each of its parts. */
    public static String[] labels(Record ofKit) {
        RecordComponent[] components = COMPONENTS.get(ofKit.getClass());
        String[] labels = new String[components.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (i == 0 ? ofKit.getClass().getSimpleName() + "[" : ", ") + components[i].getName() + "=";
        }
        return labels;
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
        return text == null ? "null" : HostTexts.repeatable(text);
    }

    /** Of an object that is neither the guest's own nor holds others: 1 if it has but an identity. */
    public static int hash(Object object) {
        if (object.getClass().isHidden()) {
            return 1;
        }
        return switch (object) {
            case Enum<?> constant -> constant.name().hashCode();
            case Throwable identity -> 1;
            case Comparable<?> value -> object.hashCode();
            case Number value -> object.hashCode();
            case BitSet bits -> object.hashCode();
            default -> 1;
        };
    }

    /** Lets no handler see the end of an environment. */
    public static void caught(Throwable thrown) {
        if (thrown instanceof EnvironmentEnded ended) {
            throw ended;
        }
    }

    /** Whether the JVM or the JDK may have made an exception, for which the guest then did not pay. */
    public static boolean mayBeTheHosts(Throwable thrown) {
        return !isOwn(thrown) && !(thrown instanceof VirtualMachineError);
    }

    /** The message of an exception that is not the guest's own, as it is in every run. */
    public static @Nullable String message(Throwable thrown) {
        String message = thrown.getMessage();
        return message == null ? null : HostTexts.repeatable(message);
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
