package exoscope.libos.metered.guest;

/**
 * The parent of guest classes that name none. It replaces the identity hash, which differs from run to run, by the
 * number of the object among those of its environment that were asked for it.
 */
public class GuestObject {
    private static int asked;

    private int number;

    @Override
    public int hashCode() {
        if (number == 0) {
            number = ++asked;
        }
        return number;
    }

    @Override
    public boolean equals(@org.jspecify.annotations.Nullable Object other) {
        return this == other;
    }

    /** The class's name without its package, and the number: {@code Pager#3}. */
    @Override
    public String toString() {
        String name = getClass() == GuestObject.class ? "Object" : getClass().getName();
        return name.substring(name.lastIndexOf('.') + 1).concat("#").concat(Integer.toString(hashCode()));
    }
}
