package exoscope.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import exoscope.hw.cpu.Engine;
import exoscope.hw.device.DiskImage;
import exoscope.hw.trace.HwEvent;
import exoscope.hw.trace.TraceEntry;
import exoscope.kernel.ExokernelVolume.RootInfo;
import exoscope.kernel.VolumeFixture.PowerFailedException;
import exoscope.kernel.xn.Catalogue;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The power fails in and after every write of a scenario, from the first boot of an empty disk on. */
class VolumeCrashTest {
    /** The first environment's capability in the first boot. */
    private static final Capability OLD_KEY = new VolumeFixture(null, Engine.INTERPRETER).key;

    private static final long SECTOR = VolumeFixture.TRANSFER / DiskImage.BLOCK_SECTORS;

    /** Moments to try: of each write the beginning, the end and up to ten between them, in and between sectors, and a little later. */
    private static SortedSet<Long> moments(VolumeFixture complete) {
        SortedSet<Long> moments = new TreeSet<>();
        for (TraceEntry entry : complete.trace) {
            if (entry.event() instanceof HwEvent.DiskStarted started && started.write()) {
                long step = Math.max(SECTOR / 2, (started.untilCycle() - entry.cycle()) / 10);
                for (long at = entry.cycle(); at < started.untilCycle(); at += step) {
                    moments.add(at);
                }
                moments.add(started.untilCycle());
                moments.add(started.untilCycle() + 1);
            }
        }
        return moments;
    }

    private static VolumeFixture whole() {
        VolumeFixture f = new VolumeFixture(null, Engine.INTERPRETER);
        new VolumeScenario(f).run();
        return f;
    }

    /** Boots from what a failure left, and looks whether that is sound. */
    private static final class Aftermath {
        private final Map<Integer, List<byte[]>> possible;
        private final boolean booted;
        private DiskImage disk;

        Aftermath(long failing) {
            DiskImage left = null;
            VolumeScenario scenario = null;
            try {
                VolumeFixture f = new VolumeFixture(null, Engine.INTERPRETER, failing);
                scenario = new VolumeScenario(f);
                scenario.run();
            } catch (PowerFailedException e) {
                left = e.disk;
            }
            disk = Objects.requireNonNull(left, "the power did not fail");
            booted = scenario != null;
            possible = scenario == null ? new TreeMap<>() : scenario.possible;
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
            assertThat(owner).as("%s: block %d", when, block).isEqualTo(Transfers.CATALOGUED);
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
            assertThat(possible.getOrDefault(block, List.of()))
                    .as("%s: contents of block %d", when, block)
                    .anyMatch(each -> Arrays.equals(each, bytes));
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

    @Test
    void everyFailureLeavesEachBlockOneOwnerNothingLostAndNoSecretTold() {
        SortedSet<Long> moments = moments(whole());
        assertThat(moments).hasSizeGreaterThan(500);
        for (long moment : moments) {
            Aftermath aftermath = new Aftermath(moment);
            aftermath.check(aftermath.boot(), "failure at cycle " + moment);
        }
    }

    @Test
    void failureInTheBootAfterAFailureIsNoWorse() {
        SortedSet<Long> moments = moments(whole());
        int again = 0;
        int place = 0;
        for (long moment : moments) {
            if (place++ % 37 != 0) {
                continue;
            }
            for (long second : moments(new Aftermath(moment).boot())) {
                Aftermath aftermath = new Aftermath(moment);
                if (second < 4_000 && aftermath.failAgain(second)) {
                    aftermath.check(aftermath.boot(), "failures at cycles " + moment + " and " + second);
                    again++;
                }
            }
        }
        assertThat(again).isGreaterThan(80);
    }

    @Test
    void sameFailureLeavesTheSameDiskAndTheSameTrace() {
        long moment = moments(whole()).stream().skip(400).findFirst().orElseThrow();
        assertThat(new Aftermath(moment).boot().trace).isEqualTo(new Aftermath(moment).boot().trace);
    }

    @Test
    void diskWithBothCopiesOfTheCatalogueDamagedIsNotTakenForAnEmptyOne() {
        VolumeFixture f = whole();
        DiskImage disk = f.machine.powerFail();
        disk.write(1, 20, new byte[] {1}, 0, 1);
        disk.write(Catalogue.SECOND_COPY * DiskImage.BLOCK_SECTORS, 20, new byte[] {99}, 0, 1);
        disk.write(0, 20, new byte[] {99}, 0, 1);
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> new VolumeFixture(disk, Engine.INTERPRETER))
                .withMessageContaining("both copies");
    }

    @Test
    void capabilitiesOutliveTheBoot() {
        VolumeFixture f = new VolumeFixture().ready();
        f.root(VolumeFixture.B, f.key);
        VolumeFixture next = new VolumeFixture(f.machine.powerFail(), Engine.TRANSLATOR);
        assertThat(next.volume.roots()).containsExactly(new RootInfo(1, VolumeFixture.B, VolumeFixture.TABLE, false));
        next.cache(VolumeFixture.B);
        assertThat(next.second.volume().flush(VolumeFixture.B, f.key).ok())
                .as("in whoever's hands")
                .isTrue();
        assertThat(next.second.volume().flush(VolumeFixture.B, next.key).ok()).isFalse();
    }
}
