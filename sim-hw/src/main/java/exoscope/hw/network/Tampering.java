package exoscope.hw.network;

import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What befalls single frames of a link because somebody planned it: nothing here is random. Frames are counted from 1 in
 * the order in which they are sent, those of all directions that go through the same object together.
 */
public final class Tampering {
    /** What can befall a frame. */
    public enum Deed {
        /** It never arrives. */
        LOST,
        /** It arrives a second time, right after the first. */
        DUPLICATED,
        /** It is late, so that what is sent after it can overtake it. */
        DELAYED
    }

    /** Who is told what befell which frame, when it is sent. */
    @FunctionalInterface
    public interface Observer {
        /** @param cycles by which it is late; 0 if it is not */
        void tampered(long frame, Deed deed, long cycles);
    }

    private final Observer observer;
    private final SortedSet<Long> lost = new TreeSet<>();
    private final SortedSet<Long> duplicated = new TreeSet<>();
    private final SortedMap<Long, Long> delays = new TreeMap<>();
    private long sent;

    public Tampering(Observer observer) {
        this.observer = observer;
    }

    /** The frame of this number never arrives, whatever else is planned for it. */
    public void lose(long frame) {
        lost.add(frame);
    }

    /** The frame of this number arrives twice. */
    public void duplicate(long frame) {
        duplicated.add(frame);
    }

    /** The frame of this number is so many cycles late; several delays add up. */
    public void delay(long frame, long cycles) {
        if (cycles < 0) {
            throw new IllegalArgumentException("frame %d, %d cycles later".formatted(frame, cycles));
        }
        delays.merge(frame, cycles, Long::sum);
    }

    /** Frames sent so far. */
    public long sent() {
        return sent;
    }

    /** What stands before a station, at the end of a line of this model, and counts and tampers. */
    public Station before(Station to, LinkModel model) {
        return (frame, cycle) -> pass(frame, cycle, to, model);
    }

    private void pass(Frame frame, long cycle, Station to, LinkModel model) {
        long number = ++sent;
        if (lost.contains(number)) {
            observer.tampered(number, Deed.LOST, 0);
            return;
        }
        long late = delays.getOrDefault(number, 0L);
        if (delays.containsKey(number)) {
            observer.tampered(number, Deed.DELAYED, late);
        }
        to.arrive(frame, cycle + late);
        if (duplicated.contains(number)) {
            observer.tampered(number, Deed.DUPLICATED, 0);
            to.arrive(frame, cycle + late + model.cycles(frame));
        }
    }
}
