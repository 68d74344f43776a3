package exoscope.hw.device;

import java.nio.file.Path;

/** A file that is no disk image; the message is one sentence that says what is wrong and where. */
public final class MalformedImageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedImageException(Path file, long offset, String problem) {
        super(message(file, offset, problem));
    }

    MalformedImageException(Path file, long offset, String problem, Throwable cause) {
        super(message(file, offset, problem), cause);
    }

    private static String message(Path file, long offset, String problem) {
        return "Disk image " + file + ", offset 0x" + Long.toHexString(offset) + ": " + problem;
    }
}
