package exoscope.libos.metered;

import org.jspecify.annotations.Nullable;

/**
 * The meter that the classes of one loader are linked to for good, in front of the meter of the environment that they are
 * lent to. One environment has them at a time.
 */
final class SwitchableMeter implements GuestMeter {
    private GuestMeter current;

    SwitchableMeter(GuestMeter first) {
        current = first;
    }

    void switchTo(GuestMeter next) {
        current = next;
    }

    @Override
    public void charge(int cycles) {
        current.charge(cycles);
    }

    @Override
    public int enter() {
        return current.enter();
    }

    @Override
    public void leave(int depth) {
        current.leave(depth);
    }

    @Override
    public void allocate(long bytes) {
        current.allocate(bytes);
    }

    @Override
    public int depth() {
        return current.depth();
    }

    @Override
    public boolean step(int place) {
        return current.step(place);
    }

    @Override
    public void variables(@Nullable Object[] values) {
        current.variables(values);
    }
}
