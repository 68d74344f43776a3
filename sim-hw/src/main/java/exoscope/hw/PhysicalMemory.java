package exoscope.hw;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/** Physical memory in frames of {@link #FRAME_BYTES} bytes, little-endian as on a DECstation. */
public final class PhysicalMemory {
    /** log2 of the frame size. */
    public static final int FRAME_SHIFT = 12;
    /** Bytes in a frame, and in a page. */
    public static final int FRAME_BYTES = 1 << FRAME_SHIFT;

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle HALF = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] bytes;
    private final boolean[] watched;
    private final int[] versions;
    private final List<IntConsumer> watchers = new ArrayList<>();
    private int changes;

    /** @param frames size in frames, at least 1 */
    public PhysicalMemory(int frames) {
        if (frames < 1 || frames > 1 << 17) {
            throw new IllegalArgumentException("memory of " + frames + " frames: must be 1 to " + (1 << 17));
        }
        bytes = new byte[frames << FRAME_SHIFT];
        watched = new boolean[frames];
        versions = new int[frames];
    }

    public int frames() {
        return bytes.length >>> FRAME_SHIFT;
    }

    /** Size in bytes; a valid physical address is below it. */
    public int size() {
        return bytes.length;
    }

    /** @param address physical, a multiple of 4, within memory */
    public int word(int address) {
        return (int) WORD.get(bytes, address);
    }

    public void setWord(int address, int value) {
        noteWrite(address);
        WORD.set(bytes, address, value);
    }

    /** @param address physical, a multiple of 2, within memory */
    public short half(int address) {
        return (short) HALF.get(bytes, address);
    }

    public void setHalf(int address, short value) {
        noteWrite(address);
        HALF.set(bytes, address, value);
    }

    public byte byteAt(int address) {
        return bytes[address];
    }

    public void setByte(int address, byte value) {
        noteWrite(address);
        bytes[address] = value;
    }

    /** Copies bytes out of memory, as a device's DMA or the kernel does. */
    public void read(int address, byte[] into, int offset, int length) {
        System.arraycopy(bytes, address, into, offset, length);
    }

    /** Copies bytes into memory. */
    public void write(int address, byte[] from, int offset, int length) {
        System.arraycopy(from, offset, bytes, address, length);
        noteWrites(address, length);
    }

    /** Clears a whole frame. */
    public void zeroFrame(int frame) {
        int start = frame << FRAME_SHIFT;
        Arrays.fill(bytes, start, start + FRAME_BYTES, (byte) 0);
        noteWrite(start);
    }

    /**
     * Asks to be told of the next write to a frame, by whomever: it changes {@link #version} of the frame and
     * {@link #watchedChanges()}, and ends the watch. Whoever keeps something derived from a frame's contents, such as
     * decoded instructions, needs to look at nothing else; frames that nobody watches pay one test a write.
     *
     * @return the frame's version as of now
     */
    public int watch(int frame) {
        watched[frame] = true;
        watchers.forEach(watcher -> watcher.accept(frame));
        return versions[frame];
    }

    /** Who is told which frames are watched from now on: whoever would write to them past this class. */
    public void onWatch(IntConsumer watcher) {
        watchers.add(watcher);
    }

    /**
     * The bytes themselves, for translated code. Whoever writes here has made sure that nobody watches the frame, with
     * {@link #isWatched} and {@link #onWatch}.
     */
    public byte[] contents() {
        return bytes;
    }

    /** Whether the next write to the frame that {@code address} is in will be noticed. */
    public boolean isWatched(int address) {
        return watched[address >>> FRAME_SHIFT];
    }

    /** Changes when a watched frame is written for the first time since {@link #watch}. */
    public int version(int frame) {
        return versions[frame];
    }

    /** Changes whenever the version of any frame does. */
    public int watchedChanges() {
        return changes;
    }

    private void noteWrites(int address, int length) {
        for (int at = address & -FRAME_BYTES; at < address + length; at += FRAME_BYTES) {
            noteWrite(at);
        }
    }

    private void noteWrite(int address) {
        int frame = address >>> FRAME_SHIFT;
        if (watched[frame]) {
            watched[frame] = false;
            versions[frame]++;
            changes++;
        }
    }
}
