package exoscope.hw.trace;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link ByteWriter} wrote, and trusts none of it: every oddity is a {@link MalformedTraceException}, and
 * nothing is allocated whose size the bytes that are really there do not justify.
 */
final class ByteReader {
    private final TraceBytes.@Nullable InFile file;
    private final long end;
    /** Bytes that are in memory: all of them, or of a file those from {@link #base} on. */
    private byte[] window;

    private long base;
    /** Next byte in the window. */
    private int at;
    /** Where the bytes in the window end. */
    private int limit;

    /** Reads the bytes from {@code from} (inclusive) to {@code end} (exclusive). */
    ByteReader(byte[] bytes, int from, int end) {
        this.file = null;
        this.window = bytes;
        this.at = from;
        this.limit = end;
        this.end = end;
    }

    /** Reads a part of a file, in blocks. */
    ByteReader(TraceBytes.InFile file, long from, long end) {
        this.file = file;
        this.window = new byte[0];
        this.base = from;
        this.end = end;
    }

    long offset() {
        return base + at;
    }

    long remaining() {
        return end - offset();
    }

    /** Goes on at another place. */
    void seek(long offset) {
        if (file == null) {
            at = Math.toIntExact(offset);
        } else {
            base = offset;
            at = 0;
            limit = 0;
        }
    }

    MalformedTraceException malformed(String what) {
        return new MalformedTraceException(what, offset());
    }

    /** Whether the next bytes are these; passes them if so. */
    boolean passes(byte[] expected) {
        if (remaining() < expected.length) {
            return false;
        }
        require(expected.length);
        for (int i = 0; i < expected.length; i++) {
            if (window[at + i] != expected[i]) {
                return false;
            }
        }
        at += expected.length;
        return true;
    }

    void skip(long count) {
        if (count < 0 || remaining() < count) {
            throw MalformedTraceException.cutOff(offset());
        }
        if (count <= limit - at) {
            at += (int) count;
        } else {
            seek(offset() + count);
        }
    }

    /** The next bytes as they are. */
    byte[] raw(int count) {
        require(count);
        at += count;
        return Arrays.copyOfRange(window, at - count, at);
    }

    long fixed(int width) {
        require(width);
        long value = 0;
        for (int i = 0; i < width; i++) {
            value = (value << 8) | (window[at++] & 0xff);
        }
        return value;
    }

    long varint() {
        if (at < limit && window[at] >= 0) {
            return window[at++];
        }
        return longVarint();
    }

    private long longVarint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            require(1);
            int octet = window[at++];
            value |= (octet & 0x7fL) << shift;
            if (octet >= 0) {
                if (shift == 63 && octet > 1) {
                    break;
                }
                return value;
            }
        }
        throw malformed("A number has more than 64 bits");
    }

    long signed() {
        long value = varint();
        return (value >>> 1) ^ -(value & 1);
    }

    int signedInt() {
        long value = signed();
        if (value != (int) value) {
            throw malformed("The number %d does not fit an int".formatted(value));
        }
        return (int) value;
    }

    int unsignedInt() {
        long value = varint();
        if (value >>> 32 != 0) {
            throw malformed("The number %s does not fit 32 bits".formatted(Long.toUnsignedString(value)));
        }
        return (int) value;
    }

    boolean bool() {
        long value = varint();
        if (value >>> 1 != 0) {
            throw malformed("A boolean is neither 0 nor 1");
        }
        return value == 1;
    }

    /** A number of things of at least {@code leastBytes} (above 0) each, all of which still have to fit. */
    int count(int leastBytes) {
        long count = varint();
        if (Long.compareUnsigned(count, Math.min(Integer.MAX_VALUE, remaining() / leastBytes)) > 0) {
            throw MalformedTraceException.cutOff(offset());
        }
        return (int) count;
    }

    String string() {
        long head = varint();
        if (head >>> 1 > Math.min(Integer.MAX_VALUE / 2, remaining())) {
            throw MalformedTraceException.cutOff(offset());
        }
        int length = (int) (head >>> 1);
        require(length);
        return (head & 1) == 0 ? utf8(length) : units(length);
    }

    private String utf8(int length) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(window, at, length))
                    .toString();
            at += length;
            return text;
        } catch (CharacterCodingException e) {
            throw malformed("A text is not UTF-8");
        }
    }

    private String units(int length) {
        if (length % 2 != 0) {
            throw malformed("A text of 16-bit units has half a unit");
        }
        char[] units = new char[length / 2];
        for (int i = 0; i < units.length; i++) {
            units[i] = (char) fixed(2);
        }
        return new String(units);
    }

    /** Makes sure that so many bytes from here on are in the window. */
    private void require(int count) {
        if (limit - at < count) {
            fetch(count);
        }
    }

    private void fetch(int count) {
        if (file == null || remaining() < count) {
            throw MalformedTraceException.cutOff(offset());
        }
        base += at;
        at = 0;
        limit = (int) Math.min(Math.max(count, file.block()), end - base);
        if (window.length < limit) {
            window = new byte[limit];
        }
        file.read(base, window, limit);
    }
}
