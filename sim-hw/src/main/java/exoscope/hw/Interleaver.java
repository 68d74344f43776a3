package exoscope.hw;

import java.util.Arrays;

/**
 * Lets the CPUs of a machine work in turn, so that it looks as if they worked at the same time.
 *
 * <p>Each CPU has a time of its own. The one that is furthest behind goes on, the lowest number first, for at most a
 * quantum, and never past the next event of a device: so none is ever ahead of another by more than a quantum, and the
 * same machine does the same things in the same order. A CPU sees what another has stored before its turn; an
 * event that a CPU causes for a time at which another one is already is seen by that one late, by less than a quantum.
 */
public final class Interleaver {
    /** Long enough to cost little, short enough for spin locks to be passed on soon. */
    public static final long DEFAULT_QUANTUM = 1_000;

    /** What a CPU does when it is its turn. */
    @FunctionalInterface
    public interface Work {
        /** Lets a CPU go on until the clock is due. One that returns before has nothing to do until then. */
        void resume(int cpu);
    }

    private final Machine machine;
    private final long quantum;
    private final long[] times;

    /**
     * @param quantum most cycles of a turn, at least 1
     * @throws IllegalArgumentException if it is less
     */
    public Interleaver(Machine machine, long quantum) {
        if (quantum < 1) {
            throw new IllegalArgumentException("a turn of " + quantum + " cycles: must be 1 or more");
        }
        this.machine = machine;
        this.quantum = quantum;
        times = new long[machine.cpus()];
        Arrays.fill(times, machine.clock().now());
    }

    /** Runs all CPUs, and what happens meanwhile in the devices, until none is at a time before {@code until}. */
    public void run(long until, Work work) {
        machine.tracer().hold();
        try {
            int next = furthestBehind();
            while (times[next] < until) {
                step(next, until, work);
                next = furthestBehind();
                machine.tracer().releaseBefore(times[next]);
            }
            machine.clock().switchTo(times[next]);
        } finally {
            machine.tracer().release();
        }
    }

    /** The time of a CPU, in cycles since power-on. */
    public long timeOf(int cpu) {
        return times[cpu];
    }

    private void step(int cpu, long until, Work work) {
        machine.clock().switchTo(times[cpu]);
        if (machine.events().nextCycle() <= times[cpu]) {
            machine.events().runDue(times[cpu]);
            waitForBus();
            return;
        }
        long end =
                Math.min(Math.min(until, times[cpu] + quantum), machine.events().nextCycle());
        machine.clock().setLimit(end);
        work.resume(cpu);
        // A CPU that has told a device something stops early: an event of the device's may be due before the end.
        times[cpu] =
                Math.max(machine.clock().now(), Math.min(end, machine.clock().limit()));
    }

    /** Devices may have used the bus; a CPU that is not past that time yet has waited. */
    private void waitForBus() {
        Arrays.setAll(times, cpu -> Math.max(times[cpu], machine.clock().now()));
    }

    private int furthestBehind() {
        int found = 0;
        for (int cpu = 1; cpu < times.length; cpu++) {
            found = times[cpu] < times[found] ? cpu : found;
        }
        return found;
    }
}
