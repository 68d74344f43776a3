package exoscope.hw.trace;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32;

/** The bytes of a trace: in memory, or in a file of any size, of which only what is being read is in memory. */
sealed interface TraceBytes extends Closeable {
    /** Bytes of a file that are read at once. */
    int BLOCK = 1 << 16;

    long size();

    /** Reads the bytes from {@code from} (inclusive) to {@code end} (exclusive). */
    ByteReader reader(long from, long end);

    /** CRC-32 of the first {@code length} bytes. */
    long crc(long length);

    /** Lets go of the file, if there is one; nothing can be read afterwards. */
    @Override
    void close() throws IOException;

    static TraceBytes of(byte[] bytes) {
        return new InMemory(bytes);
    }

    static TraceBytes open(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        return new InFile(channel, channel.size(), BLOCK);
    }

    /** Bytes that are not to be changed. */
    final class InMemory implements TraceBytes {
        private final byte[] bytes;

        InMemory(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public ByteReader reader(long from, long end) {
            return new ByteReader(bytes, Math.toIntExact(from), Math.toIntExact(end));
        }

        @Override
        public long crc(long length) {
            CRC32 crc = new CRC32();
            crc.update(bytes, 0, Math.toIntExact(length));
            return crc.getValue();
        }

        @Override
        public void close() {
            // nothing to let go of
        }
    }

    /**
     * A file.
     *
     * @param size bytes that count, whatever is appended later
     * @param block bytes that are read at once
     */
    record InFile(FileChannel channel, long size, int block) implements TraceBytes {
        @Override
        public ByteReader reader(long from, long end) {
            return new ByteReader(this, from, end);
        }

        @Override
        public long crc(long length) {
            CRC32 crc = new CRC32();
            byte[] bytes = new byte[block];
            for (long at = 0; at < length; at += block) {
                int count = (int) Math.min(block, length - at);
                read(at, bytes, count);
                crc.update(bytes, 0, count);
            }
            return crc.getValue();
        }

        /** Reads bytes into the beginning of {@code into}. A file that is not what it was is malformed. */
        void read(long offset, byte[] into, int count) {
            try {
                ByteBuffer buffer = ByteBuffer.wrap(into, 0, count);
                while (buffer.hasRemaining()) {
                    if (channel.read(buffer, offset + buffer.position()) < 0) {
                        throw new MalformedTraceException("The trace became shorter while it was open", offset);
                    }
                }
            } catch (IOException e) {
                throw new MalformedTraceException("The trace can no longer be read: " + e, offset);
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
