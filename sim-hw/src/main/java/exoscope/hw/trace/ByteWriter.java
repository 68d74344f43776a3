package exoscope.hw.trace;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

/** Collects bytes; the counterpart of {@link ByteReader}. */
final class ByteWriter {
    /** The most bytes that a number takes. */
    static final int LONGEST_VARINT = 10;

    private byte[] bytes = new byte[64];
    private int size;

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    /** There are {@code size} bytes now: what comes after them is forgotten, or what was written there counts. */
    void setSize(int size) {
        this.size = size;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, size);
    }

    void addTo(CRC32 crc) {
        crc.update(bytes, 0, size);
    }

    void raw(byte[] more) {
        raw(more, more.length);
    }

    void append(ByteWriter more) {
        raw(more.bytes, more.size);
    }

    /** Big-endian, for places of fixed size. */
    void fixed(long value, int width) {
        for (int shift = 8 * (width - 1); shift >= 0; shift -= 8) {
            octet((int) (value >>> shift));
        }
    }

    /** Seven bits an octet, lowest first; the value counts as unsigned. */
    void varint(long value) {
        size = put(room(LONGEST_VARINT), size, value);
    }

    /** Zigzag: small magnitudes of either sign become small unsigned values. */
    void signed(long value) {
        size = put(room(LONGEST_VARINT), size, zigzag(value));
    }

    /** As {@link #signed}. */
    void signedInt(int value) {
        signed(value);
    }

    void bool(boolean value) {
        varint(value ? 1 : 0);
    }

    /**
     * For compiled codecs, which write several numbers in a row: makes room for {@code most} bytes at {@link #size()}, to
     * be written directly, and {@linkplain #setSize told} afterwards.
     *
     * @return where to write
     */
    byte[] room(int most) {
        if (bytes.length - size < most) {
            reserve(most);
        }
        return bytes;
    }

    /** Writes a number as {@link #signed} does, where there is {@linkplain #room}. Returns the place after it. */
    static int putInt(byte[] into, int at, int value) {
        return put(into, at, zigzag(value));
    }

    /** The same for a long. */
    static int putLong(byte[] into, int at, long value) {
        return put(into, at, zigzag(value));
    }

    /** The same for a boolean, as {@link #bool} does. */
    static int putBool(byte[] into, int at, boolean value) {
        into[at] = (byte) (value ? 1 : 0);
        return at + 1;
    }

    private static long zigzag(long value) {
        return (value << 1) ^ (value >> 63);
    }

    /** Writes a number as {@link #varint} does, where there is {@linkplain #room}. Returns the place after it. */
    static int put(byte[] into, int from, long value) {
        int at = from;
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            into[at++] = (byte) ((int) rest | 0x80);
            rest >>>= 7;
        }
        into[at] = (byte) rest;
        return at + 1;
    }

    /**
     * Twice the number of bytes, then UTF-8. Programs can make strings with half of a surrogate pair, which UTF-8
     * cannot hold: those are stored as 16-bit units, and the lowest bit of the number says so.
     */
    void string(String text) {
        try {
            ByteBuffer utf8 = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            int length = utf8.remaining();
            varint(2L * length);
            reserve(length);
            utf8.get(bytes, size, length);
            size += length;
        } catch (CharacterCodingException unpairedSurrogate) {
            varint(4L * text.length() + 1);
            text.chars().forEach(unit -> fixed(unit, 2));
        }
    }

    private void octet(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
    }

    private void raw(byte[] more, int length) {
        reserve(length);
        System.arraycopy(more, 0, bytes, size, length);
        size += length;
    }

    private void reserve(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, Math.addExact(size, more)));
        }
    }
}
