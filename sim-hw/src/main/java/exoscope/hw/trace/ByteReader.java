package exoscope.hw.trace;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads what {@link ByteWriter} wrote, and trusts none of it: every oddity is a {@link MalformedTraceException}, and
 * nothing is allocated whose size the bytes that are really there do not justify.
 */
final class ByteReader {
    private final byte[] bytes;
    private final int end;
    private int at;

    /** Reads the bytes from {@code from} (inclusive) to {@code end} (exclusive). */
    ByteReader(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    int offset() {
        return at;
    }

    int remaining() {
        return end - at;
    }

    MalformedTraceException malformed(String what) {
        return new MalformedTraceException(what, at);
    }

    /** Whether the next bytes are these; passes them if so. */
    boolean passes(byte[] expected) {
        if (remaining() < expected.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if (bytes[at + i] != expected[i]) {
                return false;
            }
        }
        at += expected.length;
        return true;
    }

    void skip(int count) {
        require(count);
        at += count;
    }

    long fixed(int width) {
        require(width);
        long value = 0;
        for (int i = 0; i < width; i++) {
            value = (value << 8) | (bytes[at++] & 0xff);
        }
        return value;
    }

    long varint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            require(1);
            int octet = bytes[at++];
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

    /** A number of things of at least {@code leastBytes} (above 0) each, all of which still have to fit. */
    int count(int leastBytes) {
        long count = varint();
        if (Long.compareUnsigned(count, remaining() / leastBytes) > 0) {
            throw MalformedTraceException.cutOff(at);
        }
        return (int) count;
    }

    String string() {
        long head = varint();
        if (head >>> 1 > remaining()) {
            throw MalformedTraceException.cutOff(at);
        }
        int length = (int) (head >>> 1);
        return (head & 1) == 0 ? utf8(length) : units(length);
    }

    private String utf8(int length) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, at, length))
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

    private void require(int count) {
        if (count < 0 || remaining() < count) {
            throw MalformedTraceException.cutOff(at);
        }
    }
}
