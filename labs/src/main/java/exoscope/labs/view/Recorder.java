package exoscope.labs.view;

import exoscope.hw.trace.EventCodec;
import exoscope.hw.trace.HwEvent;
import exoscope.hw.trace.Keyframes;
import exoscope.hw.trace.RecordCodec;
import exoscope.hw.trace.TraceEntry;
import exoscope.hw.trace.TraceEvent;
import exoscope.hw.trace.TraceSink;
import exoscope.hw.trace.TraceWriter;
import exoscope.kernel.KernelEvent;
import exoscope.labs.network.WireEvent;
import exoscope.libos.runtime.LibOsEvent;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Keeps a whole run as an {@code .exotrace} file, in memory or on disk, with a {@link MachineView} every so often. */
public final class Recorder implements TraceSink, Closeable {
    /** Events from one stored view to the next: a view costs about as much as a few hundred events. */
    static final int EVENTS_PER_KEYFRAME = 2048;
    /** Bytes of events for a byte of views. */
    private static final int DILUTION = 16;

    /** The events that a trace of a lab consists of. Shared, since making a codec takes milliseconds. */
    static final EventCodec EVENTS =
            EventCodec.ofFamilies(List.of(HwEvent.class, KernelEvent.class, LibOsEvent.class, WireEvent.class));

    static final RecordCodec<MachineView> VIEWS = new RecordCodec<>(MachineView.class);

    private final OutputStream out;
    private final MachineFold fold = new MachineFold();
    private final TraceWriter writer;

    /**
     * Records in memory.
     *
     * @param metadata whatever describes the run, such as its ticket
     */
    public Recorder(Map<String, String> metadata) {
        this(new ByteArrayOutputStream(), metadata);
    }

    /** Records to a file, for runs of any length. An old file of that name is overwritten. */
    public static Recorder to(Path file, Map<String, String> metadata) throws IOException {
        return new Recorder(Files.newOutputStream(file), metadata);
    }

    Recorder(OutputStream out, Map<String, String> metadata) {
        this.out = out;
        var keyframes = new Keyframes<>(EVENTS_PER_KEYFRAME, DILUTION, VIEWS, fold::view);
        writer = new TraceWriter(out, EVENTS, metadata, keyframes);
    }

    @Override
    public void accept(TraceEntry entry) {
        accept(entry.seq(), entry.cycle(), entry.env(), entry.event());
    }

    @Override
    public void accept(long seq, long cycle, int env, TraceEvent event) {
        fold.accept(seq, cycle, env, event); // before the writer, which asks for a view that contains the event
        writer.accept(seq, cycle, env, event);
    }

    /** Bytes recorded so far. */
    public long bytes() {
        return writer.offset();
    }

    /** The state as of now. */
    public MachineView view() {
        return fold.view();
    }

    /** Ends the recording. The file is complete then. */
    @Override
    public void close() throws IOException {
        writer.close();
    }

    /**
     * Ends a recording in memory.
     *
     * @return the bytes of a complete trace file
     */
    public byte[] finish() {
        if (!(out instanceof ByteArrayOutputStream bytes)) {
            throw new IllegalStateException("the recording is in a file");
        }
        try {
            close();
        } catch (IOException e) {
            throw new UncheckedIOException("a stream in memory cannot fail", e);
        }
        return bytes.toByteArray();
    }
}
