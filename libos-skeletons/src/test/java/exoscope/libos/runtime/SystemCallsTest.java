package exoscope.libos.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import exoscope.hw.Machine;
import exoscope.hw.MachineConfig;
import exoscope.hw.device.DiskTiming;
import exoscope.hw.elf.ElfImage;
import exoscope.hw.trace.TraceSink;
import exoscope.kernel.Kernel;
import exoscope.kernel.KernelConfig;
import exoscope.kernel.Processor;
import exoscope.kernel.UserCode.Ending;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

/** Programs of a few words whose data at 0x10000000 are all zeros, on a machine of 512 KiB. */
class SystemCallsTest {
    private static final int CODE = 0x400000;
    private static final int DATA = 0x10000000;
    private static final int SYSCALL = 0x0000000c;
    private static final int SMALL = 128 * 1024;
    private static final int TOO_LARGE = 1024 * 1024;

    private final Machine machine =
            new Machine(new MachineConfig(128, 8, new DiskTiming(0, 0, 0, 100)), TraceSink.NONE);

    private Ending run(int dataBytes, int... code) {
        Kernel kernel = new Kernel(machine, new KernelConfig(1, 1_000));
        int env = kernel.createEnvironment("program", 0);
        MipsUserCode program = new MipsUserCode(kernel, env, ElfImage.parse(file(dataBytes, code)));
        Processor processor = new Processor(kernel, 5_000);
        processor.append(env, program);
        assertThat(processor.run(100_000_000)).isEqualTo(Processor.Outcome.FINISHED);
        return program.ending();
    }

    private static byte[] file(int dataBytes, int... code) {
        ByteBuffer file = ByteBuffer.allocate(116 + 4 * code.length).order(ByteOrder.LITTLE_ENDIAN);
        file.putInt(0x464c457f).put((byte) 1).put((byte) 1).put((byte) 1);
        file.position(16).putShort((short) 2).putShort((short) 8).putInt(1).putInt(CODE);
        file.putInt(52)
                .putInt(0)
                .putInt(0x1000)
                .putShort((short) 52)
                .putShort((short) 32)
                .putShort((short) 2);
        file.position(52).putInt(1).putInt(116).putInt(CODE).putInt(CODE);
        file.putInt(4 * code.length).putInt(4 * code.length).putInt(5).putInt(4);
        file.putInt(1)
                .putInt(116)
                .putInt(DATA)
                .putInt(DATA)
                .putInt(0)
                .putInt(dataBytes)
                .putInt(6)
                .putInt(4);
        for (int word : code) {
            file.putInt(word);
        }
        return file.array();
    }

    /** Writes and exits with v0, the call's answer, shifted right. */
    private Ending write(int dataBytes, int highOfAddress, int highOfLength, int shift) {
        return run(
                dataBytes,
                0x24020fa4, // li v0, 4004
                0x24040001, // li a0, 1
                0x3c050000 | highOfAddress, // lui a1, ...
                0x3c060000 | highOfLength, // lui a2, ...
                SYSCALL,
                0x00022002 | shift << 6, // srl a0, v0, ...
                0x24020fa1, // li v0, 4001
                SYSCALL);
    }

    @Test
    void longWriteIsWrittenWhole() {
        assertThat(write(SMALL, 0x1000, 2, 12)).isEqualTo(new Ending(SMALL >> 12, "exit"));
        assertThat(machine.console().written()).hasSize(SMALL);
    }

    @Test
    void writePastTheEndOfTheDataIsCutShortThere() {
        assertThat(write(SMALL, 0x1000, 0x7fff, 12)).isEqualTo(new Ending(SMALL >> 12, "exit"));
        assertThat(machine.console().written()).hasSize(SMALL);
    }

    @Test
    void writeOfWhatIsNotThereIsRefusedWhateverItsLength() {
        assertThat(write(SMALL, 0x2000, 0x7fff, 0)).isEqualTo(new Ending(14, "exit"));
        assertThat(machine.console().written()).isEmpty();
    }

    @Test
    void programThatTouchesMoreThanTheMachineHasIsOutOfMemory() {
        Ending ending = run(
                TOO_LARGE,
                0x3c051000, // lui a1, 0x1000
                0xaca00000, // sw zero, 0(a1)
                0x1000fffe, // b to the store
                0x24a51000); // addiu a1, a1, 4096
        assertThat(ending.code()).isEqualTo(MipsUserCode.FAULT);
        assertThat(ending.reason()).matches("out of memory: no frame for address 0x100.*, at pc 0x00400004");
    }

    @Test
    void programThatWritesMoreThanTheMachineHasIsOutOfMemory() {
        Ending ending = write(TOO_LARGE, 0x1000, TOO_LARGE >> 16, 0);
        assertThat(ending)
                .isEqualTo(new Ending(MipsUserCode.FAULT, "out of memory during a system call, at pc 0x00400010"));
    }
}
