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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Programs compiled by GCC, each in an environment of its own. */
class MipsProgramTest {
    private final Machine machine = machineWith(128);
    private final Kernel kernel = new Kernel(machine, new KernelConfig(1, 1_000));
    private final Processor processor = new Processor(kernel, 700);

    private static Machine machineWith(int frames) {
        return new Machine(new MachineConfig(frames, 8, new DiskTiming(0, 0, 0, 100)), TraceSink.NONE);
    }

    private MipsUserCode start(String name) {
        int env = kernel.createEnvironment(name, 0);
        MipsUserCode program = new MipsUserCode(kernel, env, ElfImage.parse(bytes(name)));
        processor.append(env, program);
        return program;
    }

    private static byte[] bytes(String name) {
        try {
            return Files.readAllBytes(Path.of("..", "labs", "programs", name + ".elf"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void programWritesItsLineAndExitsWithItsCode() {
        MipsUserCode hello = start("hello");
        assertThat(processor.run(100_000)).isEqualTo(Processor.Outcome.FINISHED);
        assertThat(hello.ending().code()).isZero();
        assertThat(machine.console().text()).isEqualTo("Hello from a MIPS program.\n");
    }

    @Test
    void twoProgramsAtTheSameAddressesDoNotSeeEachOther() {
        MipsUserCode one = start("workingset");
        MipsUserCode two = start("workingset");
        assertThat(processor.run(10_000_000)).isEqualTo(Processor.Outcome.FINISHED);
        assertThat(one.ending().code()).isZero();
        assertThat(two.ending().code()).isZero();
    }

    @Test
    void wildLoadEndsOnlyItsOwnEnvironmentAndNamesTheAddress() {
        MipsUserCode wild = start("wild");
        start("loop");
        assertThat(processor.run(100_000)).isEqualTo(Processor.Outcome.LIMIT);
        assertThat(wild.ending().code()).isEqualTo(MipsUserCode.FAULT);
        assertThat(wild.ending().reason()).contains("no mapping", "0x20000000");
    }

    @Test
    void reservedInstructionIsNamed() {
        MipsUserCode reserved = start("reserved");
        processor.run(100_000);
        assertThat(reserved.ending().reason()).startsWith("reserved instruction, at pc 0x004000");
    }

    @Test
    void programsShareTheFloatingPointUnitWithoutSeeingEachOthersNumbers() {
        MipsUserCode one = start("floating-r3000");
        MipsUserCode two = start("floating-r3000");
        start("count");
        assertThat(processor.run(5_000_000)).isEqualTo(Processor.Outcome.LIMIT);
        assertThat(one.ending().code()).isZero();
        assertThat(two.ending().code()).isZero();
        assertThat(machine.console().text())
                .containsPattern("(?s)314164265.*314164265")
                .contains("1414213");
    }

    @Test
    void withoutAFloatingPointUnitItsProgramEndsAtTheFirstInstructionForIt() {
        Machine plain = new Machine(MachineConfig.DEFAULT.withFpu(false), TraceSink.NONE);
        Kernel its = new Kernel(plain, new KernelConfig(1, 1_000));
        int env = its.createEnvironment("floating", 0);
        MipsUserCode program = new MipsUserCode(its, env, ElfImage.parse(bytes("floating-r3000")));
        Processor runner = new Processor(its, 700);
        runner.append(env, program);
        assertThat(runner.run(5_000_000)).isEqualTo(Processor.Outcome.FINISHED);
        assertThat(program.ending().reason()).startsWith("coprocessor unusable, at pc 0x004");
    }
}
