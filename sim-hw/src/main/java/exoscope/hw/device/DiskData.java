package exoscope.hw.device;

import exoscope.hw.bus.DmaPort;
import java.util.List;

/** Where the data of a disk request comes from or goes to, a sector at a time. */
interface DiskData {
    /** Fetches what is to be written to the {@code index}th sector; false if it cannot be reached. */
    boolean fetch(int index, byte[] sector);

    /** Stores what was read from the {@code index}th sector; false if that is not possible. */
    boolean store(int index, byte[] sector);

    /** A buffer in the driver's hands instead of the machine's memory. */
    final class Buffer implements DiskData {
        private final byte[] bytes;

        Buffer(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public boolean fetch(int index, byte[] sector) {
            System.arraycopy(bytes, index * sector.length, sector, 0, sector.length);
            return true;
        }

        @Override
        public boolean store(int index, byte[] sector) {
            System.arraycopy(sector, 0, bytes, index * sector.length, sector.length);
            return true;
        }
    }

    /** Pieces of memory, each of whole sectors. */
    record Memory(DmaPort port, List<DmaSegment> segments) implements DiskData {
        @Override
        public boolean fetch(int index, byte[] sector) {
            return port.read(address(index), sector, 0, sector.length) == sector.length;
        }

        @Override
        public boolean store(int index, byte[] sector) {
            return port.write(address(index), sector, 0, sector.length) == sector.length;
        }

        private int address(int index) {
            long offset = (long) index * DiskImage.SECTOR_BYTES;
            for (DmaSegment segment : segments) {
                if (offset < segment.length()) {
                    return segment.address() + (int) offset;
                }
                offset -= segment.length();
            }
            throw new IllegalArgumentException("sector " + index + " is not part of the request");
        }
    }
}
