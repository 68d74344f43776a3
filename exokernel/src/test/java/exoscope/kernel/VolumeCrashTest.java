package exoscope.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import exoscope.hw.cpu.Engine;
import exoscope.hw.device.DiskImage;
import exoscope.hw.trace.HwEvent;
import exoscope.hw.trace.TraceEntry;
import exoscope.kernel.ExokernelVolume.RootInfo;
import exoscope.kernel.xn.Catalogue;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The power fails in and after every write of a scenario, from the first boot of an empty disk on. */
class VolumeCrashTest {
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

    private static VolumeAftermath aftermath(long moment) {
        Map<Integer, List<byte[]>> possible = new TreeMap<>();
        return new VolumeAftermath(moment, possible, f -> new VolumeScenario(f, possible).run());
    }

    private static VolumeFixture whole() {
        VolumeFixture f = new VolumeFixture(null, Engine.INTERPRETER);
        new VolumeScenario(f, new TreeMap<>()).run();
        return f;
    }

    @Test
    void everyFailureLeavesEachBlockOneOwnerNothingLostAndNoSecretTold() {
        SortedSet<Long> moments = moments(whole());
        assertThat(moments).hasSizeGreaterThan(500);
        for (long moment : moments) {
            VolumeAftermath aftermath = aftermath(moment);
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
            for (long second : moments(aftermath(moment).boot())) {
                VolumeAftermath aftermath = aftermath(moment);
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
        assertThat(aftermath(moment).boot().trace).isEqualTo(aftermath(moment).boot().trace);
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
