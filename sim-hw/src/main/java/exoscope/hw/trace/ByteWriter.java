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
    private static final int LONGEST_VARINT = 10;

    private byte[] bytes = new byte[64];
    private int size;

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    /** Forgets everything after the first {@code size} bytes. */
    void truncate(int size) {
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
        int at = size;
        if (bytes.length - at < LONGEST_VARINT) {
            reserve(LONGEST_VARINT);
        }
        byte[] into = bytes;
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            into[at++] = (byte) ((int) rest | 0x80);
            rest >>>= 7;
        }
        into[at++] = (byte) rest;
        size = at;
    }

    /** Zigzag: small magnitudes of either sign become small unsigned values. */
    void signed(long value) {
        varint((value << 1) ^ (value >> 63));
    }

    void signedInt(int value) {
        signed(value);
    }

    void bool(boolean value) {
        varint(value ? 1 : 0);
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
