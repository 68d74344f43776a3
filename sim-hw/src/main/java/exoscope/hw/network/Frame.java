package exoscope.hw.network;

import exoscope.hw.SeededRandom;
import java.util.zip.CRC32;

/** An Ethernet frame on its way, with the frame check sequence that its sender gave it. It never changes. */
public final class Frame {
    /** Bytes of two addresses and a type: nothing shorter can be looked at. */
    public static final int HEADER_BYTES = 14;
    /** Least bytes of a frame, without its check sequence. */
    public static final int LEAST_BYTES = 60;
    /** Most bytes of a frame, without its check sequence: a header and 1,500 bytes. */
    public static final int MOST_BYTES = HEADER_BYTES + 1500;

    private final byte[] bytes;
    private final int checkSequence;

    private Frame(byte[] bytes, int checkSequence) {
        this.bytes = bytes;
        this.checkSequence = checkSequence;
    }

    /** A frame as it leaves its sender: destination, source, type and data, without a check sequence. */
    public static Frame of(byte[] bytes) {
        return new Frame(bytes.clone(), checkSequence(bytes));
    }

    /** Bytes without the check sequence. */
    public int length() {
        return bytes.length;
    }

    /** A copy of all bytes but the check sequence. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Unsigned value of a byte, 0 beyond the frame's end. */
    public int at(int index) {
        return index < bytes.length ? bytes[index] & 0xff : 0;
    }

    /** Unsigned value of two bytes, the first one uppermost. */
    public int shortAt(int index) {
        return at(index) << 8 | at(index + 1);
    }

    /** The six bytes of an address, the first one uppermost. */
    public long address(int index) {
        return (long) shortAt(index) << 32 | (long) shortAt(index + 2) << 16 | shortAt(index + 4);
    }

    /** Whom it is for. */
    public long destination() {
        return address(0);
    }

    /** Who sent it. */
    public long source() {
        return address(6);
    }

    /** Whether the bytes are still those that the check sequence was made for. */
    public boolean intact() {
        return checkSequence(bytes) == checkSequence;
    }

    /** The frame with one bit wrong; a frame without bytes as it is. */
    Frame damaged(SeededRandom random) {
        byte[] wrong = bytes.clone();
        int bit = random.nextInt(Math.max(1, 8 * bytes.length));
        if (wrong.length > 0) {
            wrong[bit / 8] ^= (byte) (1 << (bit % 8));
        }
        return new Frame(wrong, checkSequence);
    }

    private static int checkSequence(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return (int) crc.getValue();
    }
}
