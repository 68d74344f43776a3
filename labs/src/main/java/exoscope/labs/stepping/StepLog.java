package exoscope.labs.stepping;

import exoscope.kernel.Kernel;
import exoscope.libos.runtime.StepListener;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Where the student's code stood at each step of a run, in the order of time. */
final class StepLog implements StepListener {
    /** Steps kept, some 40 MB; an endless loop has more. */
    static final int MOST = 1 << 21;

    private Kernel kernel;
    private int[] places = new int[1024];
    private int[] depths = new int[1024];
    private int[] events = new int[1024];
    private long[] cycles = new long[1024];
    private int count;
    private boolean complete = true;

    StepLog(Kernel kernel) {
        this.kernel = kernel;
    }

    /** Goes on in a machine that has been switched on again. */
    void follow(Kernel next) {
        kernel = next;
    }

    @Override
    public boolean reached(int place, int depth) {
        if (count == MOST) {
            complete = false;
            return false;
        }
        if (count == places.length) {
            grow();
        }
        places[count] = place;
        depths[count] = depth;
        events[count] = (int) kernel.machine().tracer().count();
        cycles[count] = kernel.machine().clock().now();
        count++;
        return false;
    }

    private void grow() {
        int more = Math.min(MOST, 2 * count);
        places = Arrays.copyOf(places, more);
        depths = Arrays.copyOf(depths, more);
        events = Arrays.copyOf(events, more);
        cycles = Arrays.copyOf(cycles, more);
    }

    @Override
    public void looked(@Nullable Object[] values, ClassLoader guest) {}

    int size() {
        return count;
    }

    /** Whether every step of the run is here. */
    boolean complete() {
        return complete;
    }

    /** Number of the place, as {@link exoscope.libos.metered.GuestCode#steps} has it. */
    int place(int step) {
        return places[step];
    }

    int depth(int step) {
        return depths[step];
    }

    /** How many events had happened. */
    int events(int step) {
        return events[step];
    }

    long cycle(int step) {
        return cycles[step];
    }
}
