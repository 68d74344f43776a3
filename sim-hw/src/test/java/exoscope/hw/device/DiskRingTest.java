package exoscope.hw.device;

import static exoscope.hw.Machine.DISK_PAGE;
import static exoscope.hw.Machine.IOMMU_PAGE;
import static org.assertj.core.api.Assertions.assertThat;

import exoscope.hw.MachineConfig;
import exoscope.hw.bus.BusMaster;
import exoscope.hw.bus.DmaDomain;
import exoscope.hw.bus.DmaFault;
import exoscope.hw.bus.Iommu;
import exoscope.hw.bus.IommuRegister;
import exoscope.hw.bus.RegisterFile;
import exoscope.hw.trace.HwEvent;
import org.junit.jupiter.api.Test;

/** The disk through its registers and its ring, and the IOMMU in front of it. */
class DiskRingTest {
    private static final int RING = 0x8000;
    private static final int LIST = 0x9000;
    private static final int DATA = 0x1000;
    private static final int ROOT = 0xa000;
    private static final int LEAF = 0xb000;

    private final DeviceRig rig = new DeviceRig(new MachineConfig(16, 64, new DiskTiming(0, 0, 0, 800)));

    DiskRingTest() {
        rig.write(DISK_PAGE, DiskRegister.RING_BASE, RING);
        rig.write(DISK_PAGE, DiskRegister.RING_SIZE, 64);
        rig.write(DISK_PAGE, DiskRegister.CONTROL, 1);
    }

    /** Fills a descriptor for one block. */
    private void request(int place, int sector, boolean write, int address) {
        rig.put(LIST + 8 * place, address, 4096);
        rig.put(RING + 16 * place, sector, 1 << 16 | (write ? 1 : 0), LIST + 8 * place, 0);
    }

    private void ring(int tail) {
        rig.write(DISK_PAGE, DiskRegister.TAIL, tail);
    }

    private int status(int place) {
        return rig.machine.memory().word(RING + 16 * place + 12);
    }

    private static int done(DiskResult result, int sectors) {
        return result.code() | sectors << 8;
    }

    @Test
    void descriptorBecomesARequestAndItsStatusSaysHowItEnded() {
        rig.put(DATA, 0x1234_5678);
        request(0, 40, true, DATA);
        ring(1);
        rig.until(799);
        assertThat(status(0)).isZero();
        assertThat(rig.read(DISK_PAGE, DiskRegister.OUTSTANDING)).isEqualTo(1);
        rig.until(800);
        assertThat(status(0)).isEqualTo(done(DiskResult.DONE, 8));
        assertThat(rig.machine.disk().peek(5)).startsWith(0x78, 0x56, 0x34, 0x12);
        assertThat(rig.machine.interrupts().pending()).isEqualTo(InterruptSource.DISK.mask());
    }

    @Test
    void moreThanTheDiskTakesOnWaitsInTheRing() {
        for (int i = 0; i < 40; i++) {
            request(i, 0, false, DATA);
        }
        ring(40);
        rig.until(0);
        assertThat(rig.read(DISK_PAGE, DiskRegister.OUTSTANDING)).isEqualTo(DiskRing.DEPTH);
        assertThat(rig.read(DISK_PAGE, DiskRegister.HEAD)).isEqualTo(DiskRing.DEPTH);
        rig.settle();
        assertThat(rig.read(DISK_PAGE, DiskRegister.OUTSTANDING)).isZero();
        assertThat(status(39)).isEqualTo(done(DiskResult.DONE, 8));
        assertThat(rig.machine.clock().now()).isEqualTo(40 * 800);
    }

    @Test
    void elevatorEndsRequestsInAnotherOrderThanTheRings() {
        rig.write(DISK_PAGE, DiskRegister.POLICY, 1);
        request(0, 200, false, DATA);
        request(1, 8, false, DATA);
        request(2, 208, false, DATA);
        ring(3);
        rig.until(1600);
        assertThat(status(1)).isZero();
        assertThat(status(2)).isEqualTo(done(DiskResult.DONE, 8));
    }

    @Test
    void descriptorsThatMakeNoSenseAreRefusedOneByOne() {
        request(0, 64 * 8 - 1, false, DATA);
        request(1, -8, false, DATA);
        request(2, 0, false, DATA);
        rig.put(LIST + 8 * 2 + 4, 100);
        request(3, 0, false, DATA);
        rig.put(RING + 16 * 3 + 4, 0);
        request(4, 0, false, DATA);
        rig.put(RING + 16 * 4 + 4, 65 << 16);
        request(5, 0, false, DATA);
        rig.put(RING + 16 * 5 + 8, 0x7fff_fff0);
        request(6, 0, false, DATA);
        ring(7);
        rig.settle();
        for (int i = 0; i < 6; i++) {
            assertThat(status(i)).as("descriptor %d", i).isEqualTo(done(DiskResult.BAD_REQUEST, 0));
        }
        assertThat(status(6)).isEqualTo(done(DiskResult.DONE, 8));
    }

    @Test
    void ringBeyondMemoryStopsAndSaysSo() {
        rig.write(DISK_PAGE, DiskRegister.CONTROL, 0);
        rig.write(DISK_PAGE, DiskRegister.RING_BASE, 0x0fff_fff0);
        rig.write(DISK_PAGE, DiskRegister.CONTROL, 1);
        ring(1);
        rig.settle();
        assertThat(rig.read(DISK_PAGE, DiskRegister.STATUS)).isEqualTo(1);
        assertThat(rig.read(DISK_PAGE, DiskRegister.CONTROL)).isZero();
        assertThat(rig.machine.interrupts().pending() & InterruptSource.DISK.mask())
                .isPositive();
    }

    @Test
    void registersRefuseWhatMakesNoSense() {
        rig.write(DISK_PAGE, DiskRegister.RING_BASE, 0x4000); // while it runs
        assertThat(rig.read(DISK_PAGE, DiskRegister.STATUS)).isEqualTo(RegisterFile.ERROR);
        rig.write(DISK_PAGE, DiskRegister.STATUS, RegisterFile.ERROR);
        assertThat(rig.read(DISK_PAGE, DiskRegister.STATUS)).isZero();
        assertThat(rig.read(DISK_PAGE, DiskRegister.RING_BASE)).isEqualTo(RING);
        ring(64);
        assertThat(rig.read(DISK_PAGE, DiskRegister.STATUS)).isEqualTo(RegisterFile.ERROR);
    }

    private void table(int page, int frame, int rights) {
        rig.put(ROOT, LEAF | 1);
        rig.put(LEAF + 4 * page, frame << 12 | rights);
    }

    private void iommuOn() {
        table(RING >>> 12, RING >>> 12, 3);
        table(LIST >>> 12, LIST >>> 12, 1);
        rig.write(IOMMU_PAGE, IommuRegister.ROOT, BusMaster.DISK.number(), ROOT | 1);
        rig.write(IOMMU_PAGE, IommuRegister.CONTROL, 1);
    }

    private void expectFault(DmaFault reason, int address, boolean write) {
        assertThat(rig.read(IOMMU_PAGE, IommuRegister.STATUS) & 1).isEqualTo(1);
        assertThat(rig.read(IOMMU_PAGE, IommuRegister.FAULT_ADDRESS)).isEqualTo(address);
        assertThat(rig.read(IOMMU_PAGE, IommuRegister.FAULT_CAUSE)).isEqualTo(reason.code() | (write ? 1 << 8 : 0));
        assertThat(rig.events(HwEvent.DmaFaulted.class)).contains(new HwEvent.DmaFaulted(0, address, write));
        assertThat(rig.machine.interrupts().pending() & InterruptSource.IOMMU.mask())
                .isPositive();
    }

    private void read(int address) {
        request(0, 0, false, address);
        ring(1);
        rig.settle();
    }

    @Test
    void tableLeadsTheDiskToAnotherFrame() {
        iommuOn();
        table(5, 2, Iommu.WRITE);
        rig.put(0x2000, 99);
        read(0x5000);
        assertThat(status(0)).isEqualTo(done(DiskResult.DONE, 8));
        assertThat(rig.machine.memory().word(0x2000)).isZero();
    }

    @Test
    void pageWithoutAnEntryIsRefused() {
        iommuOn();
        read(0x5000);
        assertThat(status(0)).isEqualTo(done(DiskResult.DMA_FAULT, 0));
        expectFault(DmaFault.NO_ENTRY, 0x5000, true);
    }

    @Test
    void pageForReadingOnlyIsNotWritten() {
        iommuOn();
        table(5, 2, Iommu.READ);
        rig.put(0x2000, 99);
        read(0x5000);
        assertThat(status(0)).isEqualTo(done(DiskResult.DMA_FAULT, 0));
        assertThat(rig.machine.memory().word(0x2000)).isEqualTo(99);
        expectFault(DmaFault.PERMISSION, 0x5000, true);
    }

    @Test
    void entryThatLeadsBeyondMemoryIsRefused() {
        iommuOn();
        table(5, 0x1f004, Iommu.WRITE); // the disk's own registers
        read(0x5000);
        expectFault(DmaFault.BEYOND_MEMORY, 0x5000, true);
    }

    @Test
    void tableBeyondMemoryIsRefused() {
        iommuOn();
        rig.put(ROOT, 0xffff_f001);
        ring(1);
        rig.settle();
        expectFault(DmaFault.TABLE_BEYOND_MEMORY, RING, false);
        assertThat(rig.read(DISK_PAGE, DiskRegister.STATUS)).isEqualTo(1);
    }

    @Test
    void masterWithoutATableReachesNothing() {
        rig.write(IOMMU_PAGE, IommuRegister.CONTROL, 1);
        ring(1);
        rig.settle();
        expectFault(DmaFault.NO_TABLE, RING, false);
    }

    @Test
    void domainOfAKernelInJavaComesFirst() {
        DmaDomain domain = new DmaDomain();
        domain.map(RING >>> 12, RING >>> 12, true, true);
        domain.map(LIST >>> 12, LIST >>> 12, true, false);
        domain.map(0xfffff, 3, true, true);
        rig.machine.iommu().assign(BusMaster.DISK, domain);
        rig.machine.iommu().switchOn(true);
        rig.put(0x3000, 77);
        read(0xffff_f000);
        assertThat(rig.machine.memory().word(0x3000)).isZero();
        domain.unmap(0xfffff);
        request(1, 0, false, 0xffff_f000);
        ring(2);
        rig.settle();
        assertThat(status(1)).isEqualTo(done(DiskResult.DMA_FAULT, 0));
    }

    @Test
    void firstFaultIsKeptAndAllAreCounted() {
        iommuOn();
        read(0x5000);
        request(1, 0, false, 0x6000);
        ring(2);
        rig.settle();
        assertThat(rig.read(IOMMU_PAGE, IommuRegister.STATUS)).isEqualTo(3);
        assertThat(rig.read(IOMMU_PAGE, IommuRegister.FAULTS)).isEqualTo(2);
        assertThat(rig.read(IOMMU_PAGE, IommuRegister.FAULT_ADDRESS)).isEqualTo(0x5000);
        rig.write(IOMMU_PAGE, IommuRegister.STATUS, 1);
        assertThat(rig.read(IOMMU_PAGE, IommuRegister.STATUS)).isZero();
        assertThat(rig.read(IOMMU_PAGE, IommuRegister.FAULT_CAUSE)).isZero();
    }

    @Test
    void dataDoesNotWrapAroundTheEndOfTheAddresses() {
        rig.put(LIST, DATA, 512, 0xffff_fe00, 1024);
        rig.put(RING, 0, 2 << 16, LIST, 0);
        ring(1);
        rig.settle();
        assertThat(status(0)).isEqualTo(done(DiskResult.BAD_REQUEST, 0));
    }

    @Test
    void dmaTakesCyclesFromTheCpuIfTheMachineSaysSo() {
        DeviceRig other = new DeviceRig(new MachineConfig(16, 64, new DiskTiming(0, 0, 0, 800))
                .withDevices(DeviceConfig.DEFAULT.withDmaCyclesPerWord(2)));
        other.machine.disk().submit(0, DATA, false);
        other.settle();
        assertThat(other.machine.clock().now()).isEqualTo(800 + 2 * 1024);
    }
}
