package exoscope.hw.device;

import exoscope.hw.network.Frame;

/**
 * Receive-side scaling: a Toeplitz hash over a frame's addresses and ports, and a table that leads from it to a queue, as
 * in Microsoft's "RSS hashing types" and the network interfaces that follow it.
 */
final class ReceiveHash {
    /** Words of the key. */
    static final int KEY_WORDS = 10;
    /** Entries of the table. */
    static final int ENTRIES = 128;
    /** Mode bit: hash source and destination address of IPv4. */
    static final int IPV4 = 1;
    /** Mode bit: hash the ports of TCP and UDP too. */
    static final int PORTS = 2;

    private static final int TYPE_IPV4 = 0x0800;
    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int FRAGMENT = 0x3fff;
    private static final int[] MICROSOFTS_KEY = {
        0x6d5a_56da, 0x255b_0ec2, 0x4167_253d, 0x43a3_8fb0, 0xd0ca_2bcb,
        0xae7b_30b4, 0x77cb_2da3, 0x8030_f20c, 0x6a42_b73b, 0xbeac_01fa
    };

    private final int[] key = MICROSOFTS_KEY.clone();
    private final byte[] table = new byte[ENTRIES];
    private int mode;

    ReceiveHash(int queues) {
        for (int i = 0; i < ENTRIES; i++) {
            table[i] = (byte) (i % queues);
        }
    }

    int mode() {
        return mode;
    }

    void setMode(int wanted) {
        mode = wanted;
    }

    int key(int word) {
        return key[word];
    }

    void setKey(int word, int value) {
        key[word] = value;
    }

    /** Queue for a hash. */
    int queue(int hash) {
        return table[hash & ENTRIES - 1];
    }

    void setQueue(int entry, int queue) {
        table[entry] = (byte) queue;
    }

    /** What of a frame is hashed: 0 nothing, {@link #IPV4} the addresses, both bits the ports too. */
    int kind(Frame frame) {
        boolean ipv4 = frame.shortAt(12) == TYPE_IPV4 && frame.at(14) >>> 4 == 4;
        if (!ipv4 || mode == 0) {
            return 0;
        }
        boolean whole = (frame.shortAt(20) & FRAGMENT) == 0;
        boolean ports = frame.at(23) == TCP || frame.at(23) == UDP;
        return whole && ports ? mode : mode & IPV4;
    }

    /** Hash of a frame, of what {@link #kind} says; 0 for nothing. */
    int hash(Frame frame) {
        int kind = kind(frame);
        if (kind == 0) {
            return 0;
        }
        int hash = 0;
        for (int i = 0; i < 8; i += 2) {
            hash ^= toeplitz(frame.shortAt(26 + i), 8 * i);
        }
        int ports = Frame.HEADER_BYTES + 4 * (frame.at(14) & 15);
        if ((kind & PORTS) != 0) {
            hash ^= toeplitz(frame.shortAt(ports), 64) ^ toeplitz(frame.shortAt(ports + 2), 80);
        }
        return hash;
    }

    /** Contribution of 16 bits of the input that stand at bit {@code position} of it. */
    private int toeplitz(int bits, int position) {
        int hash = 0;
        for (int i = 0; i < 16; i++) {
            if ((bits & 0x8000 >>> i) != 0) {
                hash ^= window(position + i);
            }
        }
        return hash;
    }

    /** 32 bits of the key from a bit on, the first one uppermost. */
    private int window(int bit) {
        long both = (long) key[bit / 32] << 32 | Integer.toUnsignedLong(key[bit / 32 + 1]);
        return (int) (both >>> (32 - bit % 32));
    }
}
