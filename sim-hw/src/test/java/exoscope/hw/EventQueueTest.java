package exoscope.hw;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventQueueTest {
    private final EventQueue events = new EventQueue();
    private final List<String> happened = new ArrayList<>();

    @Test
    void eventsOfOneCycleHappenInTheOrderScheduled() {
        events.schedule(5, () -> happened.add("later"));
        events.schedule(3, () -> happened.add("first"));
        events.schedule(3, () -> happened.add("second"));
        events.runDue(5);
        assertThat(happened).containsExactly("first", "second", "later");
    }

    @Test
    void cancelledEventDoesNotHappen() {
        EventQueue.Event event = events.schedule(3, () -> happened.add("cancelled"));
        event.cancel();
        event.cancel();
        assertThat(events.nextCycle()).isEqualTo(EventQueue.NEVER);
        events.runDue(10);
        assertThat(happened).isEmpty();
    }

    /** A program that sets its timer again and again, each time to an earlier cycle, once filled the host's memory. */
    @Test
    void cancelledEventsTakeNoRoom() {
        EventQueue.Event event = events.schedule(2_000_000, () -> {});
        for (int i = 0; i < 1_000_000; i++) {
            event.cancel();
            event = events.schedule(1_900_000 - i, () -> {});
        }
        assertThat(events.size()).isEqualTo(1);
    }
}
