package exoscope.grading.worker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The beginning of what a process writes to standard error. The rest is read and forgotten, so that it never blocks. */
final class ErrorOutput implements AutoCloseable {
    private static final int KEPT = 4096;

    private final InputStream stream;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final Thread reader;

    private ErrorOutput(InputStream stream) {
        this.stream = stream;
        reader = Thread.ofPlatform().daemon().name("worker-errors").start(this::read);
    }

    static ErrorOutput of(InputStream stream) {
        return new ErrorOutput(stream);
    }

    private void read() {
        byte[] buffer = new byte[1024];
        try {
            for (int length = stream.read(buffer); length >= 0; length = stream.read(buffer)) {
                keep(buffer, length);
            }
        } catch (IOException e) {
            // The process is gone, and so is what it had to say.
        }
    }

    private synchronized void keep(byte[] buffer, int length) {
        kept.write(buffer, 0, Math.min(length, KEPT - kept.size()));
    }

    /** The first line that is not blank; waits until the process has said everything. */
    String firstLine() {
        try {
            reader.join(2000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            return kept.toString(StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .findFirst()
                    .orElse("")
                    .strip();
        }
    }

    @Override
    public void close() {
        try {
            stream.close();
        } catch (IOException e) {
            // There is nothing left to lose.
        }
    }
}
