package exoscope.hw;

import java.util.PriorityQueue;

/**
 * Things that will happen at a known cycle, earliest first; two at the same cycle happen in the order they were
 * scheduled, so that runs repeat exactly.
 */
public final class EventQueue {
    /** Cycle returned by {@link #nextCycle()} when nothing is scheduled. */
    public static final long NEVER = Long.MAX_VALUE;

    private final PriorityQueue<Event> queue = new PriorityQueue<>();
    private long nextOrder;
    private Runnable afterEach = () -> {};

    /** Has {@code action} run after each event, before the next: the moment at which interrupts are taken. */
    public void afterEach(Runnable action) {
        afterEach = action;
    }

    /** Schedules {@code action} for {@code cycle}. The returned event can be {@link Event#cancel() cancelled}. */
    public Event schedule(long cycle, Runnable action) {
        Event event = new Event(cycle, nextOrder++, action, queue);
        queue.add(event);
        return event;
    }

    /** Cycle of the earliest event, or {@link #NEVER}. */
    public long nextCycle() {
        Event head = queue.peek();
        return head == null ? NEVER : head.cycle;
    }

    /** Runs everything scheduled for {@code now} or before, including what these events schedule for then. */
    public void runDue(long now) {
        while (nextCycle() <= now) {
            Event event = queue.remove();
            event.done = true;
            event.action.run();
            afterEach.run();
        }
    }

    /** Number of events that will happen. */
    int size() {
        return queue.size();
    }

    /** One scheduled action. */
    public static final class Event implements Comparable<Event> {
        private final long cycle;
        private final long order;
        private final Runnable action;
        private final PriorityQueue<Event> queue;
        private boolean done;

        private Event(long cycle, long order, Runnable action, PriorityQueue<Event> queue) {
            this.queue = queue;
            this.cycle = cycle;
            this.order = order;
            this.action = action;
        }

        /** The cycle it is scheduled for. */
        public long cycle() {
            return cycle;
        }

        /** Makes sure the action will not run, unless it already has. */
        public void cancel() {
            if (!done) {
                done = true;
                queue.remove(this);
            }
        }

        /** Whether the action has neither run nor been cancelled. */
        public boolean scheduled() {
            return !done;
        }

        @Override
        public int compareTo(Event other) {
            int byCycle = Long.compare(cycle, other.cycle);
            return byCycle != 0 ? byCycle : Long.compare(order, other.order);
        }
    }
}
