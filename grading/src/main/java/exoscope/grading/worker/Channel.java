package exoscope.grading.worker;

import com.fasterxml.jackson.databind.ObjectMapper;
import exoscope.labs.engine.LabRun;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Messages between grader and worker: the length as four bytes, then so many bytes. Whoever reads trusts nothing that
 * it reads, least of all the length.
 */
final class Channel {
    /** The largest message, in bytes: the largest trace, with room for what a run does before it notices. */
    static final int MOST = 2 * LabRun.MOST_TRACE_BYTES;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final DataInputStream in;
    private final DataOutputStream out;

    Channel(InputStream in, OutputStream out) {
        this.in = new DataInputStream(in);
        this.out = new DataOutputStream(out);
    }

    /** Sends a record as JSON. */
    void send(Record message) throws IOException {
        sendBytes(JSON.writeValueAsBytes(message));
    }

    void sendBytes(byte[] message) throws IOException {
        out.writeInt(message.length);
        out.write(message);
        out.flush();
    }

    /** @throws IOException if the other side is gone, or what came is no such record */
    <T extends Record> T receive(Class<T> type) throws IOException {
        T message = JSON.readValue(receiveBytes(), type);
        if (message == null) {
            throw new IOException("nothing where a " + type.getSimpleName() + " was expected");
        }
        return message;
    }

    /** @throws IOException if the other side is gone or promises too much */
    byte[] receiveBytes() throws IOException {
        int length = in.readInt();
        if (length < 0 || length > MOST) {
            throw new IOException("a message of %d bytes; at most %d are allowed".formatted(length, MOST));
        }
        byte[] message = in.readNBytes(length);
        if (message.length < length) {
            throw new EOFException("a message was cut off");
        }
        return message;
    }
}
