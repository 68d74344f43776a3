package exoscope.libos.metered.guest;

import exoscope.libos.metered.GuestClassLoader;
import exoscope.libos.metered.GuestCosts;
import exoscope.libos.metered.GuestLibrary;
import exoscope.libos.metered.GuestMeter;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** The calls that the rewriter puts into guest code, on their way to the environment's meter. */
public final class Metering {
    private static final GuestMeter METER = GuestClassLoader.meterOf(Metering.class);

    private Metering() {}

    public static void charge(int cycles) {
        METER.charge(cycles);
    }

    public static int enter() {
        return METER.enter();
    }

    public static void leave(int depth) {
        METER.leave(depth);
    }

    /** At the start of every exception handler: {@code depth} is what {@link #enter} returned to its method. */
    public static Throwable caught(Throwable thrown, int depth) {
        int deepest = METER.depth();
        METER.leave(depth + 1);
        GuestLibrary.caught(thrown);
        METER.charge(GuestCosts.THROWABLE + GuestCosts.STACK_FRAME * Math.max(0, deepest - depth));
        if (GuestLibrary.mayBeTheHosts(thrown)) {
            recordStack(deepest, 0);
        }
        return thrown;
    }

    private static void recordStack(int frames, int cycles) {
        METER.allocate(GuestCosts.SMALL_OBJECT + (long) frames * GuestCosts.SLOT);
        METER.charge(cycles + GuestCosts.STACK_FRAME * frames);
    }

    /** Where code that is made for stepping stands; whether somebody wants its variables. */
    public static boolean step(int place) {
        return METER.step(place);
    }

    public static void variables(@Nullable Object[] values) {
        METER.variables(values);
    }

    public static void allocate(int bytes) {
        METER.allocate(bytes);
    }

    /** Before an array is made; a negative length is left to the instruction itself, which throws. */
    public static void allocateArray(int length, int elementBytes) {
        METER.allocate(GuestCosts.OBJECT_HEAD + (long) Math.max(0, length) * elementBytes);
    }

    /** Before an array of arrays is made, with the lengths from the outermost inwards. */
    public static void allocateGrid(int[] lengths, int elementBytes) {
        double bytes = 0;
        double arrays = 1;
        for (int i = 0; i < lengths.length; i++) {
            int slot = i == lengths.length - 1 ? elementBytes : GuestCosts.SLOT;
            int length = Math.max(0, lengths[i]);
            bytes += arrays * (GuestCosts.OBJECT_HEAD + (double) length * slot);
            arrays *= length;
        }
        // A double does not overflow, and converts to the largest long where it would not fit.
        METER.allocate((long) bytes);
    }

    /** Before a call whose cost grows with this receiver or argument. */
    public static void weigh(@Nullable Object object) {
        move(GuestLibrary.size(object));
    }

    /** Before a call that may copy this receiver or argument. */
    public static void weighCopy(@Nullable Object object) {
        int size = GuestLibrary.size(object);
        METER.allocate(GuestCosts.OBJECT_HEAD + (long) size * GuestLibrary.elementBytes(object));
        move(size);
    }

    /** Before a call that may make something of this size. */
    public static void weighCopy(int size) {
        METER.allocate(GuestCosts.OBJECT_HEAD + (long) Math.max(0, size) * GuestCosts.SLOT);
        move(size);
    }

    /** Before a call that may sort this array of numbers. */
    public static void weighSort(@Nullable Object object) {
        int size = GuestLibrary.size(object);
        long comparisons = (long) size * (Integer.SIZE - Integer.numberOfLeadingZeros(size));
        move((int) Math.min(Integer.MAX_VALUE, comparisons));
    }

    /** Before so many elements or characters are looked at or moved; none if negative. */
    public static void move(int elements) {
        if (elements > 0) {
            METER.charge(elements * GuestCosts.ELEMENT);
        }
    }

    /** Before a throwable is made: it records the stack. */
    public static void throwable() {
        recordStack(METER.depth(), GuestCosts.THROWABLE);
    }

    /** A part of a string concatenation, or the value of {@code String.valueOf}. */
    public static String text(@Nullable Object object) {
        if (object == null) {
            return "null";
        }
        String text;
        if (object instanceof String given) {
            text = given;
        } else if (GuestLibrary.isOwn(object)) {
            String own = object.toString();
            text = own == null ? "null" : own;
        } else if (GuestLibrary.isContainer(object)) {
            return Contents.text(object);
        } else {
            weighBits(object);
            METER.allocate(GuestLibrary.textBytes(object));
            text = GuestLibrary.text(object);
        }
        move(text.length());
        METER.allocate(GuestCosts.OBJECT_HEAD + (long) text.length() * GuestCosts.CHARACTER);
        return text;
    }

    /** In place of a {@code toString()} that may be the identity's. */
    public static String toString(Object object) {
        return text(nonNull(object));
    }

    public static String toString(@Nullable Object object, String ifNull) {
        return object == null ? ifNull : text(object);
    }

    public static StringBuilder append(StringBuilder builder, @Nullable Object object) {
        return append(builder, text(object));
    }

    public static StringBuilder append(StringBuilder builder, @Nullable CharSequence text) {
        return append(builder, text((Object) text));
    }

    /** Charged by what is appended: what the builder holds already is moved so seldom that twice of it pays for that. */
    public static StringBuilder append(StringBuilder builder, @Nullable String text) {
        int length = text == null ? 4 : text.length();
        METER.allocate(4L * length * GuestCosts.CHARACTER);
        move(length);
        return builder.append(text);
    }

    public static StringBuilder append(StringBuilder builder, char one) {
        METER.allocate(4L * GuestCosts.CHARACTER);
        return builder.append(one);
    }

    public static StringBuilder append(StringBuilder builder, int number) {
        return append(builder, Integer.toString(number));
    }

    /** In place of {@code getMessage}: one of the JVM's may name lambdas and class loaders by identity. */
    public static @Nullable String message(Throwable thrown) {
        return GuestLibrary.isOwn(thrown) ? thrown.getMessage() : paid(GuestLibrary.message(thrown));
    }

    public static @Nullable String localizedMessage(Throwable thrown) {
        return GuestLibrary.isOwn(thrown) ? thrown.getLocalizedMessage() : paid(GuestLibrary.message(thrown));
    }

    private static @Nullable String paid(@Nullable String text) {
        weighCopy(text);
        return text;
    }

    /** In place of a {@code super.toString()} that would be the one that all exceptions have, with the same result. */
    public static String described(Throwable thrown) {
        String message = thrown.getLocalizedMessage();
        weighCopy(message);
        String name = thrown.getClass().getName();
        return message == null ? name : name + ": " + message;
    }

    /** The message of an exception that is made with a cause alone. */
    public static @Nullable String messageOf(@Nullable Throwable cause) {
        return cause == null ? null : text(cause);
    }

    /** What an assertion that fails is made with, as text; a cause stays what it is, but its text is paid for. */
    public static Object detail(@Nullable Object given) {
        String text = text(given);
        return given instanceof Throwable ? given : text;
    }

    /** In place of {@code getSuppressed}, which copies: what it copies was paid for once, as each was added. */
    public static Throwable[] suppressed(Throwable thrown) {
        Throwable[] suppressed = thrown.getSuppressed();
        weighCopy(suppressed);
        return suppressed;
    }

    /** In place of the computer's setting: a guest's assertions are always checked. */
    public static boolean assertions(Class<?> type) {
        return true;
    }

    /** Joins two parts of a record's text. */
    public static String join(String one, String other) {
        weighCopy(one);
        weighCopy(other);
        return one.concat(other);
    }

    /** In place of a {@code super.hashCode()} that would be the identity's. */
    public static int identity(Object object) {
        return 1;
    }

    /** In place of a {@code hashCode()} that may be the identity's. */
    public static int hashCode(Object object) {
        return hashOrZero(nonNull(object));
    }

    public static int hashOrZero(@Nullable Object object) {
        if (object instanceof Integer number) {
            return number;
        }
        if (object == null) {
            return 0;
        }
        if (object instanceof String text) {
            move(text.length());
            return text.hashCode();
        }
        if (object instanceof Enum || object instanceof Throwable) {
            return GuestLibrary.hash(object);
        }
        if (GuestLibrary.isOwn(object)) {
            return object.hashCode();
        }
        weighBits(object);
        return GuestLibrary.isContainer(object) ? Contents.hash(object) : GuestLibrary.hash(object);
    }

    /** Of what is neither a guest's nor a container, only a bit set is looked at as a whole. */
    private static void weighBits(Object object) {
        if (object instanceof BitSet) {
            weigh(object);
        }
    }

    /** In place of {@code equals}, whose cost is that of what the two hold. */
    public static boolean equal(Object one, @Nullable Object other) {
        return equalOrNull(nonNull(one), other);
    }

    public static boolean equalOrNull(@Nullable Object one, @Nullable Object other) {
        if (one == null) {
            return other == null;
        }
        if (one instanceof Integer || GuestLibrary.isOwn(one)) {
            return one.equals(other);
        }
        if (one instanceof String text) {
            move(text.length());
            return text.equals(other);
        }
        if (GuestLibrary.isContainer(one)) {
            return Contents.equal(one, other);
        }
        weigh(one);
        return one.equals(other);
    }

    private static Object nonNull(@Nullable Object object) {
        if (object == null) {
            throw new NullPointerException();
        }
        return object;
    }
}
