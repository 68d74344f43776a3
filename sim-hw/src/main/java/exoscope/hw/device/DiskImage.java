package exoscope.hw.device;

import exoscope.hw.PhysicalMemory;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What is on a disk. Blocks that were never written hold zeros and take no memory of the host's. */
public final class DiskImage {
    /** Bytes in a sector: what a disk writes whole or, when the power fails, not quite. */
    public static final int SECTOR_BYTES = 512;
    /** Sectors in a block of 4 KiB. */
    public static final int BLOCK_SECTORS = PhysicalMemory.FRAME_BYTES / SECTOR_BYTES;

    private static final int BLOCK_BYTES = PhysicalMemory.FRAME_BYTES;

    private final byte[] @Nullable [] blocks;

    /** An image of zeros. */
    public DiskImage(int blocks) {
        this.blocks = new byte[blocks][];
    }

    public int blocks() {
        return blocks.length;
    }

    public int sectors() {
        return blocks.length * BLOCK_SECTORS;
    }

    /** Copies bytes that lie in one block out of the image. */
    public void read(int sector, int within, byte[] into, int offset, int length) {
        byte[] block = blocks[sector / BLOCK_SECTORS];
        if (block == null) {
            Arrays.fill(into, offset, offset + length, (byte) 0);
        } else {
            System.arraycopy(block, at(sector, within), into, offset, length);
        }
    }

    /** Copies bytes that lie in one block into the image. */
    public void write(int sector, int within, byte[] from, int offset, int length) {
        byte[] block = blocks[sector / BLOCK_SECTORS];
        if (block == null) {
            block = new byte[BLOCK_BYTES];
            blocks[sector / BLOCK_SECTORS] = block;
        }
        System.arraycopy(from, offset, block, at(sector, within), length);
    }

    /** The bytes of a block. */
    public byte[] block(int number) {
        byte[] bytes = new byte[BLOCK_BYTES];
        read(number * BLOCK_SECTORS, 0, bytes, 0, BLOCK_BYTES);
        return bytes;
    }

    /** An image with the same contents that can be changed on its own. */
    public DiskImage copy() {
        DiskImage copy = new DiskImage(blocks.length);
        for (int i = 0; i < blocks.length; i++) {
            byte[] block = blocks[i];
            copy.blocks[i] = block == null ? null : block.clone();
        }
        return copy;
    }

    /**
     * Reads an image from a file of whole sectors; what the file does not reach is zero.
     *
     * @param blocks size of the image
     * @throws MalformedImageException if the file cannot be read, ends within a sector, or is larger than the image
     */
    public static DiskImage load(Path file, int blocks) {
        DiskImage image = new DiskImage(blocks);
        byte[] sector = new byte[SECTOR_BYTES];
        try (var in = Files.newInputStream(file)) {
            for (int number = 0; ; number++) {
                int length = in.readNBytes(sector, 0, SECTOR_BYTES);
                if (length == 0) {
                    return image;
                }
                long offset = (long) number * SECTOR_BYTES;
                if (number == image.sectors()) {
                    throw new MalformedImageException(
                            file, offset, "the file goes on where the disk of " + blocks + " blocks ends");
                }
                if (length < SECTOR_BYTES) {
                    throw new MalformedImageException(
                            file, offset + length, "the file ends in the middle of a sector of 512 bytes");
                }
                image.write(number, 0, sector, 0, SECTOR_BYTES);
            }
        } catch (IOException e) {
            throw new MalformedImageException(file, 0, reason(e, "read"), e);
        }
    }

    /**
     * Writes the image to a file.
     *
     * @throws MalformedImageException if that is not possible
     */
    public void save(Path file) {
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int number = 0; number < blocks.length; number++) {
                out.write(block(number));
            }
        } catch (IOException e) {
            throw new MalformedImageException(file, 0, reason(e, "written"), e);
        }
    }

    private static String reason(IOException e, String participle) {
        String why = e instanceof NoSuchFileException
                ? "there is no such file or folder"
                : e instanceof AccessDeniedException ? "permission is denied" : e.toString();
        return "the file cannot be " + participle + ": " + why;
    }

    private static int at(int sector, int within) {
        return sector % BLOCK_SECTORS * SECTOR_BYTES + within;
    }
}
