package exoscope.hw.device;

import exoscope.hw.EventQueue;
import exoscope.hw.trace.HwEvent;
import exoscope.hw.trace.Tracer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * A serial console. What is written to it stays readable for as long as the machine lives, unless it is sent on to
 * somebody; what is typed on it waits in a queue of {@link #QUEUE} bytes until it is read, and is lost when that is full.
 */
public final class Console {
    /** Typed bytes that can wait. */
    public static final int QUEUE = 64;
    /** Bytes of a line written byte by byte after which the trace shows it even if it has not ended. */
    private static final int LONGEST_LINE = 128;

    private final EventQueue events;
    private final InterruptController interrupts;
    private final Tracer tracer;
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final Deque<Byte> input = new ArrayDeque<>();
    private Consumer<byte[]> receiver = output::writeBytes;
    private boolean overrun;

    public Console(EventQueue events, InterruptController interrupts, Tracer tracer) {
        this.events = events;
        this.interrupts = interrupts;
        this.tracer = tracer;
    }

    /**
     * Sends what is written from now on to {@code receiver} as it comes, and keeps none of it: for a program that may
     * write more than the host has room for.
     */
    public void sendTo(Consumer<byte[]> receiver) {
        this.receiver = receiver;
    }

    /** Writes bytes; the trace shows them as UTF-8 text. */
    public void write(byte[] bytes) {
        receiver.accept(bytes);
        tracer.emit(new HwEvent.ConsoleWritten(new String(bytes, StandardCharsets.UTF_8)));
    }

    /** Writes one byte; the trace shows it with the rest of its line. */
    public void write(byte character) {
        receiver.accept(new byte[] {character});
        line.write(character);
        if (character == '\n' || line.size() >= LONGEST_LINE) {
            tracer.emit(new HwEvent.ConsoleWritten(line.toString(StandardCharsets.UTF_8)));
            line.reset();
        }
    }

    /** Types bytes on the console at {@code cycle}, in one go, and interrupts. */
    public void type(long cycle, byte[] bytes) {
        byte[] typed = bytes.clone();
        events.schedule(cycle, () -> typed(typed));
    }

    /** Typed bytes that wait to be read. */
    public int available() {
        return input.size();
    }

    /** The next typed byte, 0 to 255, or -1 if none waits. */
    public int read() {
        Byte next = input.poll();
        return next == null ? -1 : next & 0xff;
    }

    /** Whether typed bytes have been lost since {@link #forgetOverrun}. */
    public boolean overrun() {
        return overrun;
    }

    public void forgetOverrun() {
        overrun = false;
    }

    /** Everything written so far, or until it began to be sent on. */
    public byte[] written() {
        return output.toByteArray();
    }

    public String text() {
        return output.toString(StandardCharsets.UTF_8);
    }

    private void typed(byte[] bytes) {
        tracer.emit(new HwEvent.ConsoleTyped(new String(bytes, StandardCharsets.UTF_8)));
        for (byte each : bytes) {
            if (input.size() == QUEUE) {
                overrun = true;
                break;
            }
            input.add(each);
        }
        interrupts.raise(InterruptSource.CONSOLE);
    }
}
