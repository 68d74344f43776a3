package exoscope.libos.metered.guest;

import exoscope.libos.metered.GuestClassLoader;
import exoscope.libos.metered.GuestCosts;
import exoscope.libos.metered.GuestLibrary;
import exoscope.libos.metered.GuestMeter;
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
        METER.leave(depth + 1);
        return GuestLibrary.caught(thrown);
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
        chargeElements(GuestLibrary.size(object));
    }

    /** Before a call that may copy this receiver or argument. */
    public static void weighCopy(@Nullable Object object) {
        weighCopy(GuestLibrary.size(object));
    }

    /** Before a call that may make something of this size. */
    public static void weighCopy(int size) {
        METER.allocate(GuestCosts.OBJECT_HEAD + (long) Math.max(0, size) * GuestCosts.SLOT);
        chargeElements(size);
    }

    /** Before a call that may sort this receiver or argument. */
    public static void weighSort(@Nullable Object object) {
        int size = GuestLibrary.size(object);
        long comparisons = (long) size * (Integer.SIZE - Integer.numberOfLeadingZeros(size));
        chargeElements((int) Math.min(Integer.MAX_VALUE, comparisons));
    }

    private static void chargeElements(int size) {
        if (size > 0) {
            METER.charge(size * GuestCosts.ELEMENT);
        }
    }

    /** A part of a string concatenation, or the value of {@code String.valueOf}. */
    public static String text(@Nullable Object object) {
        String text = GuestLibrary.text(object);
        chargeElements(text.length());
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
        return builder.append(text(object));
    }

    /** In place of a {@code hashCode()} that may be the identity's. */
    public static int hashCode(Object object) {
        return GuestLibrary.hash(nonNull(object));
    }

    public static int hashOrZero(@Nullable Object object) {
        return object == null ? 0 : GuestLibrary.hash(object);
    }

    public static int hashAll(@Nullable Object @Nullable [] objects) {
        if (objects == null) {
            return 0;
        }
        chargeElements(objects.length);
        int hash = 1;
        for (Object object : objects) {
            hash = 31 * hash + hashOrZero(object);
        }
        return hash;
    }

    private static Object nonNull(@Nullable Object object) {
        if (object == null) {
            throw new NullPointerException();
        }
        return object;
    }
}
