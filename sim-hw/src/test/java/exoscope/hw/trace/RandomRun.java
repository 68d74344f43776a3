package exoscope.hw.trace;

import exoscope.hw.trace.HwEvent.ConsoleWritten;
import exoscope.hw.trace.HwEvent.Device;
import exoscope.hw.trace.HwEvent.DiskFinished;
import exoscope.hw.trace.HwEvent.DiskStarted;
import exoscope.hw.trace.HwEvent.ExceptionRaised;
import exoscope.hw.trace.HwEvent.InterruptRaised;
import exoscope.hw.trace.HwEvent.MachineStarted;
import exoscope.hw.trace.HwEvent.TlbDropped;
import exoscope.hw.trace.HwEvent.TlbFilled;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A run's events, decided by a seed alone, and the trace of it. */
final class RandomRun {
    static final EventCodec EVENTS = EventCodec.ofFamilies(List.of(HwEvent.class));
    static final RecordCodec<Tally> TALLIES = new RecordCodec<>(Tally.class);
    static final int KEYFRAME_EVERY = 10;
    private static final List<Device> DEVICES = List.of(Device.values());
    private static final List<HwEvent.DropReason> REASONS = List.of(HwEvent.DropReason.values());
    private static final int MOST_CHARS = 6;

    /** A small fold over a trace: enough to see whether a state fits its place. */
    record Tally(long entries, long cycle, List<String> lastEvents) {
        static final Tally START = new Tally(0, 0, List.of());

        Tally after(TraceEntry entry) {
            List<String> events = new ArrayList<>(lastEvents);
            events.add(entry.event().toString());
            return new Tally(
                    entries + 1,
                    entry.cycle(),
                    List.copyOf(events.subList(Math.max(0, events.size() - 3), events.size())));
        }
    }

    private final Random random;

    private RandomRun(long seed) {
        random = new Random(seed);
    }

    static List<TraceEntry> entries(long seed, int count) {
        RandomRun run = new RandomRun(seed);
        List<TraceEntry> entries = new ArrayList<>();
        long cycle = 0;
        for (int seq = 0; seq < count; seq++) {
            cycle += run.random.nextInt(4) == 0 ? run.random.nextInt(1_000_000) : run.random.nextInt(3);
            entries.add(new TraceEntry(seq, cycle, run.random.nextInt(-1, 5), run.event()));
        }
        return entries;
    }

    static byte[] trace(List<TraceEntry> entries) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (TraceWriter writer = new TraceWriter(out, EVENTS, Map.of("ticket", "lab04:seed=7", "title", "Ünïcode"))) {
            entries.forEach(writer::accept);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static byte[] traceWithKeyframes(List<TraceEntry> entries) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Tally[] tally = {Tally.START};
        Keyframes<Tally> keyframes = new Keyframes<>(KEYFRAME_EVERY, TALLIES, () -> tally[0]);
        try (TraceWriter writer = new TraceWriter(out, EVENTS, Map.of(), keyframes)) {
            for (TraceEntry each : entries) {
                tally[0] = tally[0].after(each);
                writer.accept(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static List<TraceEntry> read(byte[] trace) {
        List<TraceEntry> entries = new ArrayList<>();
        new TraceReader(trace, EVENTS).entries().forEach(entries::add);
        return entries;
    }

    private HwEvent event() {
        return switch (random.nextInt(15)) {
            case 0 -> new TlbFilled(number(), number(), number(), number(), random.nextBoolean());
            case 1 -> new TlbDropped(number(), number(), number(), number());
            case 2 -> new ExceptionRaised(number(), number(), number());
            case 3 -> new InterruptRaised(DEVICES.get(random.nextInt(DEVICES.size())));
            case 4 -> new DiskStarted(number(), number(), number(), random.nextBoolean(), random.nextLong());
            case 5 -> new DiskFinished(number(), random.nextBoolean());
            case 6 -> new MachineStarted(number(), number(), number());
            case 7 -> new HwEvent.ConsoleTyped(text());
            case 8 -> new HwEvent.DmaFaulted(number(), number(), random.nextBoolean());
            case 9 -> new HwEvent.PowerFailed(number());
            case 10 -> new HwEvent.SectorTorn(number(), number(), number());
            case 11 -> new HwEvent.PacketSent(number(), number(), random.nextLong());
            case 12 -> new HwEvent.PacketReceived(number(), number(), number());
            case 13 -> new HwEvent.PacketDropped(REASONS.get(random.nextInt(REASONS.size())), number());
            default -> new ConsoleWritten(text());
        };
    }

    /** Of any magnitude, small ones as likely as large ones. */
    private int number() {
        return random.nextInt() >> random.nextInt(32);
    }

    /** Any sequence of 16-bit units, half surrogate pairs included. */
    private String text() {
        char[] units = new char[random.nextInt(MOST_CHARS)];
        for (int i = 0; i < units.length; i++) {
            units[i] = (char) (random.nextInt(0x10000) >> random.nextInt(9));
        }
        return new String(units);
    }
}
