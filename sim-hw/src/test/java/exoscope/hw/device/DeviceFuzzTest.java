package exoscope.hw.device;

import static org.assertj.core.api.Assertions.assertThat;

import exoscope.hw.MachineConfig;
import exoscope.hw.bus.Bus;
import exoscope.hw.bus.IommuRegister;
import exoscope.hw.bus.Register;
import exoscope.hw.network.Channel;
import exoscope.hw.network.Frame;
import exoscope.hw.network.LinkModel;
import exoscope.hw.trace.TraceEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Nothing that software does to a device stops the machine: more than 100,000 different accesses to registers, with random descriptors,
 * frames and page tables in memory, each seed run twice to see that it does the same.
 */
class DeviceFuzzTest {
    private static final int FRAMES = 32;
    private static final int STEPS = 5_000;
    private static final List<List<Register>> PAGES = List.of(
            List.of(InterruptRegister.values()),
            List.of(TimerRegister.values()),
            List.of(ConsoleRegister.values()),
            List.of(IommuRegister.values()),
            List.of(DiskRegister.values()),
            List.of(NetworkRegister.values()),
            List.of(NetworkQueueRegister.values()),
            List.of(NetworkQueueRegister.values()),
            List.of(NetworkQueueRegister.values()),
            List.of(NetworkQueueRegister.values()));

    static LongStream seeds() {
        return LongStream.range(0, 32);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void randomAccessesNeverStopTheMachineAndRepeatExactly(long seed) {
        Fuzz first = new Fuzz(seed);
        Fuzz again = new Fuzz(seed);
        first.run();
        again.run();
        assertThat(first.reads).as("seed %d", seed).isEqualTo(again.reads);
        assertThat(first.rig.trace).as("seed %d", seed).isEqualTo(again.rig.trace);
    }

    @Test
    void randomAccessesReachTheDevices() {
        List<Class<?>> seen = new ArrayList<>();
        seeds().forEach(seed -> {
            Fuzz fuzz = new Fuzz(seed);
            fuzz.run();
            fuzz.rig.trace.stream()
                    .map(TraceEntry::event)
                    .<Class<?>>map(Object::getClass)
                    .distinct()
                    .forEach(seen::add);
        });
        assertThat(seen.stream().distinct().map(Class::getSimpleName))
                .contains(
                        "InterruptRaised",
                        "DiskStarted",
                        "DiskFinished",
                        "ConsoleWritten",
                        "DmaFaulted",
                        "PacketSent",
                        "PacketReceived",
                        "PacketDropped",
                        "PowerFailed");
    }

    /** One seed's machine and what is done to it. */
    private static final class Fuzz {
        private final Random random;
        private final DeviceRig rig;
        private final List<Integer> reads = new ArrayList<>();

        Fuzz(long seed) {
            random = new Random(seed);
            DiskMechanics disk = seed % 2 == 0 ? new DiskTiming(3, 1, 5, 80) : new SpinningDisk(7, 2, 10, 20, 30, 4);
            rig = new DeviceRig(new MachineConfig(FRAMES, 16, new DiskTiming(0, 0, 0, 1))
                    .withDiskTiming(disk)
                    .withDevices(DeviceConfig.DEFAULT
                            .withDmaCyclesPerWord((int) (seed % 3))
                            .withSeed(seed)));
            LinkModel bad = LinkModel.ETHERNET_100
                    .withLoss(50_000)
                    .withDuplication(50_000)
                    .withCorruption(50_000);
            rig.machine.network().attach(new Channel(bad, seed, rig.machine.network()));
            for (int address = 0; address < FRAMES * 4096; address += 4) {
                rig.machine.memory().setWord(address, value());
            }
        }

        void run() {
            for (int step = 0; step < STEPS; step++) {
                switch (random.nextInt(20)) {
                    case 0, 1, 2 -> rig.until(rig.machine.clock().now() + random.nextInt(2_000));
                    case 3 -> arrive();
                    case 4 -> sensibleRing();
                    case 5 -> rig.machine.memory().setWord(random.nextInt(FRAMES * 1024) * 4, value());
                    default -> access();
                }
            }
            rig.machine.powerFail();
        }

        private void access() {
            int page = random.nextInt(PAGES.size());
            List<Register> registers = PAGES.get(page);
            Register register = registers.get(random.nextInt(registers.size()));
            int offset = random.nextInt(5) == 0
                    ? random.nextInt(1024) * 4
                    : register.offset() + 4 * random.nextInt(register.count());
            if (random.nextInt(4) == 0) {
                reads.add(rig.machine.bus().read(Bus.address(page) + offset));
            } else {
                rig.machine.bus().write(Bus.address(page) + offset, value());
            }
        }

        /** Something that a register or a descriptor may take for an address, a size, a set of bits, or nonsense. */
        private int value() {
            return switch (random.nextInt(6)) {
                case 0 -> random.nextInt();
                case 1 -> random.nextInt(FRAMES * 4096) & -16;
                case 2 -> 1 << random.nextInt(32);
                case 3 -> random.nextInt(FRAMES) << 12 | random.nextInt(4);
                case 4 -> random.nextInt(8) << 16 | random.nextInt(2);
                default -> random.nextInt(70);
            };
        }

        private void arrive() {
            byte[] bytes = new byte[random.nextInt(8) == 0 ? random.nextInt(3_000) : 60 + random.nextInt(100)];
            random.nextBytes(bytes);
            for (int i = 0; i < 6 && i < bytes.length; i++) {
                bytes[i] = -1;
            }
            rig.machine.network().arrive(Frame.of(bytes), rig.machine.clock().now() + random.nextInt(100));
        }

        /** A ring that works, on the disk or in the network interface, over whatever descriptors memory holds. */
        private void sensibleRing() {
            int base = random.nextInt(FRAMES * 256 - 32) * 16;
            int queue = random.nextInt(4);
            switch (random.nextInt(3)) {
                case 0 -> {
                    rig.write(4, DiskRegister.CONTROL, 0);
                    rig.write(4, DiskRegister.RING_BASE, base);
                    rig.write(4, DiskRegister.RING_SIZE, 32);
                    rig.write(4, DiskRegister.CONTROL, 1);
                    rig.put(base, random.nextInt(100), 1 << 16 | random.nextInt(2), base + 16, 0, base + 64, 512);
                    rig.write(4, DiskRegister.TAIL, random.nextInt(32));
                }
                case 1 -> {
                    rig.write(5, NetworkRegister.CONTROL, 3);
                    rig.write(5, NetworkRegister.RX_BASE, queue, base);
                    rig.write(5, NetworkRegister.RX_SIZE, queue, 16);
                    rig.put(base, base, 2000);
                    rig.write(6 + queue, NetworkQueueRegister.RX_TAIL, random.nextInt(16));
                }
                default -> {
                    rig.write(5, NetworkRegister.CONTROL, 3 | random.nextInt(64));
                    rig.write(5, NetworkRegister.TX_BASE, queue, base);
                    rig.write(5, NetworkRegister.TX_SIZE, queue, 16);
                    rig.put(base, base, random.nextInt(1600));
                    rig.write(6 + queue, NetworkQueueRegister.TX_TAIL, random.nextInt(16));
                }
            }
        }
    }
}
