package exoscope.kernel.xn;

import exoscope.hw.device.Disk;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * One metadata block on its way to its place: it is written here first, so that a power failure finds the old contents
 * whole, or the new ones. Only one is on its way at a time, so what is here is never older than what is at its place.
 *
 * @param root the root that reaches it; a block that has become another root's by the time it is read is not meant
 * @param block its place
 */
public record Journal(int root, int block, Contents contents) {
    /** Blocks of the journal: the contents, and what they are. */
    public static final int BLOCKS = 2;

    private static final long MAGIC = 0x4c4e_524a_4f58_4558L; // "EXJOURNL"
    private static final int HEADER_BYTES = 20;

    /** The contents of a block. */
    public static final class Contents {
        private final byte[] bytes;

        public Contents(byte[] bytes) {
            this.bytes = Arrays.copyOf(bytes, Disk.BLOCK_BYTES);
        }

        public byte[] bytes() {
            return bytes.clone();
        }
    }

    /** What is written to the journal's blocks. */
    public byte[] encode() {
        ByteBuffer out = ByteBuffer.allocate(BLOCKS * Disk.BLOCK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        out.put(contents.bytes()).putLong(MAGIC).putInt(root).putInt(block);
        out.putInt(sum(out.array()));
        return out.array();
    }

    /** What the journal's blocks hold, if that is anything. */
    public static Optional<Journal> decode(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        boolean valid = in.getLong(Disk.BLOCK_BYTES) == MAGIC
                && in.getInt(Disk.BLOCK_BYTES + HEADER_BYTES - Integer.BYTES) == sum(bytes);
        return valid
                ? Optional.of(new Journal(
                        in.getInt(Disk.BLOCK_BYTES + Long.BYTES),
                        in.getInt(Disk.BLOCK_BYTES + Long.BYTES + Integer.BYTES),
                        new Contents(bytes)))
                : Optional.empty();
    }

    private static int sum(byte[] bytes) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, 0, Disk.BLOCK_BYTES + HEADER_BYTES - Integer.BYTES);
        return (int) sum.getValue();
    }
}
