package exoscope.kernel;

import exoscope.hw.Clock;
import exoscope.hw.EventQueue;
import exoscope.hw.trace.Tracer;
import exoscope.kernel.UserCode.Departure;
import java.util.ArrayList;
import java.util.List;

/**
 * The CPU as a linear vector of slices, run round robin by position (SOSP'95 §5.1.1).
 *
 * <p>A slice ends at its timer tick, wherever the user code stands; an environment that waits is passed over until an
 * upcall comes for it. Device events are attended to between instructions of user code, at the cycle they are due or
 * at the first opportunity after it.
 */
public final class Processor {
    /** Why {@link #run} came back. */
    public enum Outcome {
        /** Every environment has ended. */
        FINISHED,
        /** The cycle given was reached. */
        LIMIT,
        /** Everybody waits and nothing is scheduled that could end it. */
        DEADLOCK
    }

    private record Slice(int env, UserCode code) {}

    private final Kernel kernel;
    private final long sliceCycles;
    private final Clock clock;
    private final EventQueue events;
    /** The vector, by position. */
    private final List<Slice> vector = new ArrayList<>();

    private int position;

    /** @param sliceCycles length of a slice, at least 1 */
    public Processor(Kernel kernel, long sliceCycles) {
        if (sliceCycles < 1) {
            throw new IllegalArgumentException("slices of " + sliceCycles + " cycles: must be 1 or more");
        }
        this.kernel = kernel;
        this.sliceCycles = sliceCycles;
        clock = kernel.machine().clock();
        events = kernel.machine().events();
    }

    /** Gives an environment the next free position in the vector. */
    public void append(int env, UserCode code) {
        vector.add(new Slice(env, code));
    }

    /** Runs until every environment has ended, nothing can happen any more, or the clock reaches {@code cycle}. */
    public Outcome run(long cycle) {
        while (clock.now() < cycle) {
            events.runDue(clock.now());
            if (vector.stream().noneMatch(slice -> alive(slice))) {
                return Outcome.FINISHED;
            }
            if (!runNext(cycle)) {
                if (events.nextCycle() == EventQueue.NEVER) {
                    return Outcome.DEADLOCK;
                }
                kernel.idleUntil(Math.min(events.nextCycle(), cycle));
            }
        }
        return Outcome.LIMIT;
    }

    /** Ends everything that still runs, so that no user code is left standing somewhere. */
    public void shutDown() {
        vector.stream().filter(this::alive).forEach(slice -> end(slice, new UserCode.Ending(-1, "the run is over")));
    }

    private boolean runNext(long cycle) {
        for (int tried = 0; tried < vector.size(); tried++) {
            Slice slice = vector.get(position);
            int at = position;
            position = (position + 1) % vector.size();
            if (alive(slice) && kernel.environment(slice.env()).runnable()) {
                runSlice(slice, at, Math.min(clock.now() + sliceCycles, cycle));
                return true;
            }
        }
        return false;
    }

    private void runSlice(Slice slice, int at, long end) {
        kernel.charge(Tracer.NO_ENV, Cost.SLICE_START, 1);
        kernel.accounts().startSlice(slice.env());
        kernel.tracer().setEnv(slice.env());
        kernel.tracer().emit(new KernelEvent.SliceStarted(at));
        Departure departure = Departure.PREEMPTED;
        while (departure == Departure.PREEMPTED && clock.now() < end) {
            clock.setLimit(Math.min(end, events.nextCycle()));
            departure = slice.code().resume();
            kernel.invariants().refuseToGoOn(); // user code may have caught what was thrown
            events.runDue(clock.now());
        }
        Environment env = kernel.environment(slice.env());
        env.setWaiting(departure == Departure.WAITING);
        kernel.tracer().emit(new KernelEvent.SliceEnded(at, kernel.accounts().endSlice()));
        kernel.charge(Tracer.NO_ENV, Cost.SLICE_END, 1);
        if (departure == Departure.ENDED) {
            end(slice, slice.code().ending());
        }
        kernel.tracer().setEnv(Tracer.NO_ENV);
        kernel.invariants().checkAll();
    }

    private void end(Slice slice, UserCode.Ending ending) {
        slice.code().kill();
        if (kernel.invariants().broken()) {
            return; // the kernel does nothing any more
        }
        kernel.destroyEnvironment(slice.env(), ending.code(), ending.reason());
    }

    private boolean alive(Slice slice) {
        return kernel.environment(slice.env()).alive();
    }
}
