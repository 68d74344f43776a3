package exoscope.labs.view;

import exoscope.hw.trace.EventCodec;
import exoscope.hw.trace.HwEvent;
import exoscope.hw.trace.Keyframes;
import exoscope.hw.trace.RecordCodec;
import exoscope.hw.trace.TraceEntry;
import exoscope.hw.trace.TraceSink;
import exoscope.hw.trace.TraceWriter;
import exoscope.kernel.KernelEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** Keeps a whole run as the bytes of an {@code .exotrace} file, with a {@link MachineView} every so often. */
public final class Recorder implements TraceSink {
    /** Events from one stored view to the next: a view costs about as much as a few hundred events. */
    static final int EVENTS_PER_KEYFRAME = 2048;
    /** Bytes of events for a byte of views. */
    private static final int DILUTION = 8;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final MachineFold fold = new MachineFold();
    private final TraceWriter writer;

    /** @param metadata whatever describes the run, such as its ticket */
    public Recorder(Map<String, String> metadata) {
        var keyframes = new Keyframes<>(EVENTS_PER_KEYFRAME, DILUTION, stateCodec(), fold::view);
        writer = new TraceWriter(bytes, eventCodec(), metadata, keyframes);
    }

    /** The events that a trace of a lab consists of. */
    static EventCodec eventCodec() {
        return EventCodec.ofFamilies(List.of(HwEvent.class, KernelEvent.class));
    }

    static RecordCodec<MachineView> stateCodec() {
        return new RecordCodec<>(MachineView.class);
    }

    @Override
    public void accept(TraceEntry entry) {
        fold.accept(entry); // before the writer, which asks for a view that contains the entry
        writer.accept(entry);
    }

    /** The state as of now. */
    public MachineView view() {
        return fold.view();
    }

    /** Ends the recording. The bytes are a complete trace file. */
    public byte[] finish() {
        try {
            writer.close();
        } catch (IOException e) {
            throw new UncheckedIOException("a stream in memory cannot fail", e);
        }
        return bytes.toByteArray();
    }
}
