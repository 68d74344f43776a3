package exoscope.hw.device;

import exoscope.hw.EventQueue;
import exoscope.hw.trace.HwEvent;
import exoscope.hw.trace.Tracer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Where all interrupts of devices arrive, and from where they go on to the CPUs (docs/machine.md, section 6.1).
 *
 * <p>A source that raises its interrupt is <em>pending</em> until it is acknowledged; raising it again changes nothing.
 * While it is pending and enabled, it holds up the line of the CPU that it is routed to. A kernel in Java connects a
 * handler instead: the handler runs when the event that raised the interrupt is over, and acknowledges it by that.
 */
public final class InterruptController {
    /** Number of sources. */
    public static final int SOURCES = InterruptSource.values().length;
    /** All sources' bits. */
    static final int ALL = (1 << SOURCES) - 1;
    /** Hardware interrupt lines of a CPU. */
    static final int LINES = 6;
    /** Most CPUs that sources can be routed to. */
    static final int MOST_CPUS = 16;

    private final Tracer tracer;
    private final List<IntConsumer> cpus = new ArrayList<>();
    private final @Nullable Runnable[] handlers = new Runnable[SOURCES];
    private final int[] cpu = new int[SOURCES];
    private final int[] line = new int[SOURCES];
    private int pending;
    private int enabled;
    private int handled;

    public InterruptController(EventQueue events, Tracer tracer) {
        this.tracer = tracer;
        Arrays.setAll(cpu, bit -> InterruptSource.of(bit).cpu());
        Arrays.setAll(line, bit -> InterruptSource.of(bit).line());
        events.afterEach(this::deliver);
    }

    /** Adds a CPU, numbered from 0; it is told the state of its lines, bit 0 being hardware interrupt 0. */
    public void attach(IntConsumer lines) {
        cpus.add(lines);
    }

    /** Enables a source for a kernel in Java, which {@code handler} stands for. */
    public void connect(InterruptSource source, Runnable handler) {
        handlers[source.bit()] = handler;
        handled |= source.mask();
        setEnabled(enabled | source.mask());
    }

    /** A device asks for attention. */
    public void raise(InterruptSource source) {
        if ((pending & source.mask()) == 0) {
            tracer.emit(new HwEvent.InterruptRaised(source.device()));
            pending |= source.mask();
            drive();
        }
    }

    /** Sources, by bit, that have asked for attention since they were acknowledged. */
    public int pending() {
        return pending;
    }

    /** Ends the interrupts of all sources whose bits are set. */
    public void acknowledge(int sources) {
        pending &= ~sources;
        drive();
    }

    /** Sources, by bit, that may interrupt. */
    public int enabled() {
        return enabled;
    }

    /** Says which sources may interrupt; bits that belong to none are ignored. */
    public void setEnabled(int sources) {
        enabled = sources & ALL;
        drive();
    }

    /**
     * Leads a source to another place. A CPU that does not exist never hears of it.
     *
     * @param target number of a CPU, 0 to 15
     * @param hardware hardware interrupt there, 0 to 5
     */
    public void route(InterruptSource source, int target, int hardware) {
        if (target < 0 || target >= MOST_CPUS || hardware < 0 || hardware >= LINES) {
            throw new IllegalArgumentException("CPU " + target + ", hardware interrupt " + hardware);
        }
        cpu[source.bit()] = target;
        line[source.bit()] = hardware;
        drive();
    }

    /** CPU that a source is routed to. */
    public int targetOf(InterruptSource source) {
        return cpu[source.bit()];
    }

    /** Hardware interrupt at which a source arrives. */
    public int lineOf(InterruptSource source) {
        return line[source.bit()];
    }

    /** Lines of CPU {@code index} that are up. */
    public int linesOf(int index) {
        int lines = 0;
        for (int rest = pending & enabled; rest != 0; rest &= rest - 1) {
            int bit = Integer.numberOfTrailingZeros(rest);
            lines |= cpu[bit] == index ? 1 << line[bit] : 0;
        }
        return lines;
    }

    private void drive() {
        for (int i = 0; i < cpus.size(); i++) {
            cpus.get(i).accept(linesOf(i));
        }
    }

    private void deliver() {
        for (int due = due(); due != 0; due = due()) {
            int bit = Integer.numberOfTrailingZeros(due);
            acknowledge(1 << bit);
            Runnable handler = handlers[bit];
            if (handler != null) {
                handler.run();
            }
        }
    }

    private int due() {
        return pending & enabled & handled;
    }
}
