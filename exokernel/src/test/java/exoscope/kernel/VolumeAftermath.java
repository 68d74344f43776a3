package exoscope.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import exoscope.hw.cpu.Engine;
import exoscope.hw.device.DiskImage;
import exoscope.kernel.ExokernelVolume.RootInfo;
import exoscope.kernel.VolumeFixture.PowerFailedException;
import exoscope.kernel.xn.Catalogue;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Boots from what a failure left, and looks whether that is sound. */
final class VolumeAftermath {
    /** The first environment's capability in the first boot. */
    private static final Capability OLD_KEY = new VolumeFixture(null, Engine.INTERPRETER).key;

    private final Map<Integer, List<byte[]>> possible;
    private final boolean booted;
    private DiskImage disk;

    /**
     * Has the power fail in a run.
     *
     * @param possible what each metadata block may hold on the disk as long as the run goes on; empty if nobody knows
     */
    VolumeAftermath(long failing, Map<Integer, List<byte[]>> possible, Consumer<VolumeFixture> run) {
        this.possible = possible;
        DiskImage left = null;
        VolumeFixture f = null;
        try {
            f = new VolumeFixture(null, Engine.INTERPRETER, failing);
            run.accept(f);
        } catch (PowerFailedException e) {
            left = e.disk;
        }
        disk = Objects.requireNonNull(left, "the power did not fail");
        booted = f != null;
    }

    VolumeFixture boot() {
        return new VolumeFixture(disk, Engine.INTERPRETER);
    }

    /** The power fails once more, in the boot. Returns whether it did. */
    boolean failAgain(long at) {
        try {
            new VolumeFixture(disk, Engine.INTERPRETER, at);
            return false;
        } catch (PowerFailedException e) {
            disk = e.disk;
            return true;
        }
    }

    void check(VolumeFixture f, String when) {
        f.kernel.invariants().checkAll();
        Map<Integer, Integer> reached = new TreeMap<>();
        for (RootInfo root : f.volume.roots()) {
            reach(f, root.block(), root.type(), root.root(), reached, when);
        }
        assertThat(f.events(KernelEvent.VolumeBooted.class).getFirst())
                .as("%s: damaged, and blocks that only the kernel knows of", when)
                .isEqualTo(new KernelEvent.VolumeBooted(
                        f.events(KernelEvent.VolumeBooted.class).getFirst().epoch(),
                        f.volume.roots().size(),
                        reached.size(),
                        0));
        f.settle();
        for (int block = Catalogue.AREA; block < VolumeFixture.BLOCKS; block++) {
            checkBlock(f, block, reached.containsKey(block), when);
        }
        goOn(f, when);
    }

    private static void checkBlock(VolumeFixture f, int block, boolean reached, String when) {
        int owner = f.first.ownerOfBlock(block);
        byte[] bytes = f.machine.disk().peek(block);
        if (!reached) {
            assertThat(owner).as("%s: block %d", when, block).isEqualTo(FrameTable.FREE);
            assertThat(bytes).as("%s: block %d", when, block).containsOnly(0);
            return;
        }
        assertThat(owner).as("%s: block %d", when, block).isEqualTo(BlockTable.CATALOGUED);
        boolean ours = opens(f, block, OLD_KEY);
        assertThat(holds(bytes, ours ? VolumeScenario.THEIRS : VolumeScenario.OURS))
                .as("%s: block %d tells a secret", when, block)
                .isFalse();
    }

    /** Follows the tables without the kernel. */
    private void reach(VolumeFixture f, int block, int type, int root, Map<Integer, Integer> reached, String when) {
        Integer before = reached.put(block, root);
        assertThat(before == null ? root : before)
                .as("%s: block %d of two roots", when, block)
                .isEqualTo(root);
        if (type == VolumeFixture.DATA || before != null) {
            return;
        }
        byte[] bytes = f.machine.disk().peek(block);
        if (!possible.isEmpty()) {
            assertThat(possible.getOrDefault(block, List.of()))
                    .as("%s: contents of block %d", when, block)
                    .anyMatch(each -> Arrays.equals(each, bytes));
        }
        ByteBuffer table = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int place = 0; place < VolumeFixture.ENTRIES; place++) {
            int first = table.getInt(place * VolumeFixture.ENTRY);
            int n = table.getInt(place * VolumeFixture.ENTRY + 4);
            for (int i = 0; i < n; i++) {
                reach(f, first + i, table.getInt(place * VolumeFixture.ENTRY + 8), root, reached, when);
            }
        }
    }

    /** Capabilities of the boot before are good, and new ones have other names. */
    private void goOn(VolumeFixture f, String when) {
        if (booted) {
            assertThat(f.key.name()).as(when).isNotEqualTo(OLD_KEY.name());
        }
        for (RootInfo root : f.volume.roots()) {
            f.cache(root.block());
            assertThat(f.volume.flush(root.block(), f.key).error())
                    .as("%s: a new capability opens nothing", when)
                    .isEqualTo(KernelError.INSUFFICIENT_RIGHTS);
        }
        f.kernel.invariants().checkAll();
    }

    private static boolean opens(VolumeFixture f, int block, Capability key) {
        return f.volume.flush(block, key).error() != KernelError.INSUFFICIENT_RIGHTS;
    }

    private static boolean holds(byte[] bytes, byte value) {
        int run = 0;
        for (byte each : bytes) {
            run = each == value ? run + 1 : 0;
            if (run == 16) {
                return true;
            }
        }
        return false;
    }
}
