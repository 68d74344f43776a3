package exoscope.kernel;

import static exoscope.kernel.VolumeFixture.B;
import static exoscope.kernel.VolumeFixture.DATA;
import static exoscope.kernel.VolumeFixture.TABLE;

import exoscope.hw.device.Disk;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Two environments with a file system each, that grow, shrink, move and take over what the other gave up. It writes down
 * what each metadata block may hold on the disk: what the last write that ended put there, or what one under way will.
 */
final class VolumeScenario {
    /** Fills the blocks of the first file system. */
    static final byte OURS = (byte) 0xa1;
    /** Fills those of the second. */
    static final byte THEIRS = (byte) 0xb1;

    private static final int SECOND = B + 16;

    private final Map<Integer, List<byte[]>> possible;
    private final VolumeFixture f;

    /** @param possible where it writes that down */
    VolumeScenario(VolumeFixture f, Map<Integer, List<byte[]>> possible) {
        this.f = f;
        this.possible = possible;
    }

    void run() {
        f.ready();
        plant(B, f.key);
        plant(SECOND, f.otherKey);
        grow();
        moveAndShrink();
        takeOver();
        endTheFirst();
    }

    private void grow() {
        own(B, 0, B + 1, 2, TABLE, f.key);
        table(B + 1, OURS, f.key);
        table(B + 2, OURS, f.key);
        own(B + 1, 0, B + 4, 3, DATA, f.key);
        data(B + 4, OURS, f.key);
        data(B + 6, OURS, f.key);
        flush(B + 1, f.key);
        flush(B + 2, f.key);
        flush(B, f.key);
        own(SECOND, 0, SECOND + 1, 1, TABLE, f.otherKey);
        table(SECOND + 1, THEIRS, f.otherKey);
        own(SECOND + 1, 0, SECOND + 4, 2, DATA, f.otherKey);
        data(SECOND + 4, THEIRS, f.otherKey);
        flush(SECOND + 1, f.otherKey);
        flush(SECOND, f.otherKey);
    }

    private void moveAndShrink() {
        f.volume
                .move(
                        new ExokernelVolume.Move(
                                B,
                                B + 1,
                                B + 2,
                                1,
                                VolumeFixture.entry(0, B + 1, 1, TABLE),
                                VolumeFixture.entry(1, B + 2, 1, TABLE)),
                        f.key)
                .get();
        flush(B + 1, f.key);
        flush(B, f.key);
        f.volume.disown(B + 1, B + 4, 3, VolumeFixture.empty(0), f.key).get();
        f.settle();
        flush(B + 1, f.key);
    }

    private void takeOver() {
        own(SECOND + 1, 1, B + 4, 3, DATA, f.otherKey);
        data(B + 4, THEIRS, f.otherKey);
        data(B + 5, THEIRS, f.otherKey);
        flush(SECOND + 1, f.otherKey);
        f.volume.disown(B + 1, B + 2, 1, VolumeFixture.empty(1), f.key).get();
        flush(B + 1, f.key);
        f.volume.disown(B, B + 1, 1, VolumeFixture.empty(0), f.key).get();
        flush(B, f.key);
        f.volume.deleteRoot(1, f.key).get();
        f.settle();
        plant(B, f.otherKey);
        own(B, 0, B + 1, 1, TABLE, f.otherKey);
        table(B + 1, THEIRS, f.otherKey);
        flush(B, f.otherKey);
    }

    /** Leaves changes behind that are not on the disk, a temporary root and an extent. */
    private void endTheFirst() {
        f.volume.createRoot(B + 2, TABLE, true, f.key).get();
        frame(B + 2, OURS, f.key);
        f.volume.flush(B + 2, f.key).get();
        int extent = f.first.allocExtent(2).get();
        int frame = f.first.allocPages(1, f.key).get().getFirst();
        f.machine.memory().write(frame << 12, filled(OURS), 0, Disk.BLOCK_BYTES);
        f.first.writeBlock(extent, frame, f.key).get();
        f.settle();
        own(SECOND, 3, SECOND + 8, 1, TABLE, f.otherKey);
        frame(SECOND + 8, THEIRS, f.otherKey);
        may(SECOND + 8, contents(SECOND + 8));
        may(SECOND, contents(SECOND));
        f.kernel.destroyEnvironment(f.one, 0, "done");
        f.settle();
    }

    private void plant(int block, Capability guard) {
        possible.put(block, new ArrayList<>(List.of(new byte[Disk.BLOCK_BYTES])));
        f.volume.createRoot(block, TABLE, false, guard).get();
        f.settle();
        f.cache(block);
    }

    private void own(int parent, int place, int block, int n, int type, Capability guard) {
        for (int i = 0; i < n; i++) {
            possible.put(block + i, new ArrayList<>(List.of(new byte[Disk.BLOCK_BYTES])));
        }
        f.volume
                .own(parent, block, n, type, VolumeFixture.entry(place, block, n, type), guard)
                .get();
    }

    static byte[] filled(byte value) {
        byte[] bytes = new byte[Disk.BLOCK_BYTES];
        Arrays.fill(bytes, value);
        return bytes;
    }

    /** Gives a block contents that own nothing, with a filling behind the table. */
    private void frame(int block, byte filling, Capability guard) {
        int frame = f.first.allocPages(1, f.key).get().getFirst();
        f.machine.memory().write((frame << 12) + 512, filled(filling), 0, Disk.BLOCK_BYTES - 512);
        f.volume.insert(block, frame, f.key, guard).get();
    }

    private void table(int block, byte filling, Capability guard) {
        frame(block, filling, guard);
        flush(block, guard);
    }

    /** Data is not written whole or not at all. */
    private void data(int block, byte filling, Capability guard) {
        frame(block, filling, guard);
        f.volume.flush(block, guard).get();
        f.settle();
    }

    private byte[] contents(int block) {
        int frame = f.volume.cached().stream()
                .filter(cached -> cached.block() == block)
                .findFirst()
                .orElseThrow()
                .frame();
        byte[] bytes = new byte[Disk.BLOCK_BYTES];
        f.machine.memory().read(frame << 12, bytes, 0, bytes.length);
        return bytes;
    }

    private void may(int block, byte[] contents) {
        possible.computeIfAbsent(block, none -> new ArrayList<>()).add(contents);
    }

    private void flush(int block, Capability guard) {
        byte[] contents = contents(block);
        may(block, contents);
        f.volume.flush(block, guard).get();
        f.settle();
        possible.put(block, new ArrayList<>(List.of(contents)));
    }
}
