package exoscope.libos.metered.guest;

import exoscope.libos.metered.GuestCosts;
import exoscope.libos.metered.HostStored;
import java.util.BitSet;

/** What {@code new BitSet} makes for a guest: the JDK's own, with a charge for its growth. */
public final class GuestBits extends BitSet implements HostStored {
    public GuestBits() {
        Metering.allocate(GuestCosts.SMALL_OBJECT);
    }

    public GuestBits(int bits) {
        super(paidFor(bits));
    }

    private static int paidFor(int bits) {
        Metering.allocateArray(bits >>> 6, Long.BYTES);
        return bits;
    }

    private void grow(int index) {
        // The JDK at least doubles what it has; its size() is what it has.
        if (index >= size()) {
            Metering.allocateArray(Math.max(index >>> 6, size() >>> 5) + 1, Long.BYTES);
        }
    }

    @Override
    public void set(int index) {
        grow(index);
        super.set(index);
    }

    @Override
    public void flip(int index) {
        grow(index);
        super.flip(index);
    }

    @Override
    public void set(int from, int to) {
        grow(to);
        Metering.move((to - from) >>> 6);
        super.set(from, to);
    }

    @Override
    public void flip(int from, int to) {
        grow(to);
        Metering.move((to - from) >>> 6);
        super.flip(from, to);
    }

    /** One that is charged for its growth too. */
    @Override
    public BitSet get(int from, int to) {
        Metering.allocateArray((Math.min(to, length()) - from) >>> 6, Long.BYTES);
        BitSet part = new GuestBits();
        part.or(super.get(from, to));
        return part;
    }

    @Override
    public void or(BitSet other) {
        grow(other.length());
        Metering.move(other.length() >>> 6);
        super.or(other);
    }

    @Override
    public void xor(BitSet other) {
        grow(other.length());
        Metering.move(other.length() >>> 6);
        super.xor(other);
    }
}
