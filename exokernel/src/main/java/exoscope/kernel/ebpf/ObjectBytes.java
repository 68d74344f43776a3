package exoscope.kernel.ebpf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The bytes of an object file; no read leaves them. */
final class ObjectBytes {
    /** Bytes that a name may have. */
    private static final int MOST_TEXT = 255;

    private final ByteBuffer file;

    ObjectBytes(byte[] file) {
        this.file = ByteBuffer.wrap(file.clone()).order(ByteOrder.LITTLE_ENDIAN);
    }

    int size() {
        return file.limit();
    }

    int byteAt(long offset) {
        return Byte.toUnsignedInt(file.get(at(offset, 1)));
    }

    int half(long offset) {
        return Short.toUnsignedInt(file.getShort(at(offset, 2)));
    }

    int word(long offset) {
        return file.getInt(at(offset, 4));
    }

    /** A number of 64 bits of which no sensible file needs more than 31. */
    long small(long offset, String meaning) {
        long value = file.getLong(at(offset, 8));
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw new MalformedObjectException(
                    offset, meaning + " is 0x" + Long.toHexString(value) + ", far too large");
        }
        return value;
    }

    long wide(long offset) {
        return file.getLong(at(offset, 8));
    }

    byte[] copy(long offset, long size) {
        byte[] bytes = new byte[(int) size];
        file.get(at(offset, size), bytes);
        return bytes;
    }

    /** Text up to a zero byte. A file can name one place often, so that long names would take more memory than it has bytes. */
    String text(long offset, long end) {
        long at = offset;
        while (at < end && byteAt(at) != 0) {
            at++;
            if (at - offset > MOST_TEXT) {
                throw new MalformedObjectException(offset, "a name has more than " + MOST_TEXT + " bytes");
            }
        }
        return new String(copy(offset, Math.max(0, at - offset)), StandardCharsets.UTF_8);
    }

    private int at(long offset, long bytes) {
        if (offset < 0 || bytes < 0 || offset > file.limit() - bytes) {
            throw new MalformedObjectException(
                    file.limit(), "the file ends, but %d bytes at 0x%x are needed".formatted(bytes, offset));
        }
        return (int) offset;
    }
}
