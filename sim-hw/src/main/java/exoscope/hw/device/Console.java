package exoscope.hw.device;

import exoscope.hw.trace.HwEvent;
import exoscope.hw.trace.Tracer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A serial console: what is written to it stays readable for as long as the machine lives. */
public final class Console {
    private final Tracer tracer;
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    public Console(Tracer tracer) {
        this.tracer = tracer;
    }

    /** Writes bytes; the trace shows them as UTF-8 text. */
    public void write(byte[] bytes) {
        output.writeBytes(bytes);
        tracer.emit(new HwEvent.ConsoleWritten(new String(bytes, StandardCharsets.UTF_8)));
    }

    /** Everything written so far. */
    public byte[] written() {
        return output.toByteArray();
    }

    public String text() {
        return output.toString(StandardCharsets.UTF_8);
    }
}
