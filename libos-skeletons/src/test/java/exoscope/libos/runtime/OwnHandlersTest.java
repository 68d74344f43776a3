package exoscope.libos.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import exoscope.hw.Machine;
import exoscope.hw.MachineConfig;
import exoscope.hw.cpu.Engine;
import exoscope.hw.device.DiskTiming;
import exoscope.hw.elf.ElfImage;
import exoscope.hw.trace.TraceEntry;
import exoscope.hw.trace.TraceEvent;
import exoscope.kernel.Kernel;
import exoscope.kernel.KernelConfig;
import exoscope.kernel.KernelEvent;
import exoscope.kernel.Processor;
import exoscope.kernel.UserCode.Ending;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs compiled by GCC that bind handlers for their exceptions, and for the ends of their slices. */
class OwnHandlersTest {
    private static final long SLICE = 5_000;

    private final List<TraceEntry> trace = new ArrayList<>();
    private Machine machine = machine(Engine.TRANSLATOR);
    private Kernel kernel = new Kernel(machine, new KernelConfig(1, 1_000));
    private Processor processor = new Processor(kernel, SLICE);

    private Machine machine(Engine engine) {
        MachineConfig config = new MachineConfig(128, 8, new DiskTiming(0, 0, 0, 100));
        return new Machine(config.withEngine(engine), trace::add);
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

    private Ending run(String name) {
        MipsUserCode program = start(name);
        assertThat(processor.run(10_000_000)).isEqualTo(Processor.Outcome.FINISHED);
        return program.ending();
    }

    private <E extends TraceEvent> List<E> events(Class<E> type) {
        return trace.stream()
                .map(TraceEntry::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void everyExceptionGoesToTheProgramsHandlerAndReturnsWithoutTheKernel(Engine engine) {
        machine = machine(engine);
        kernel = new Kernel(machine, new KernelConfig(1, 1_000));
        processor = new Processor(kernel, SLICE);
        Ending ending = run("handlers");
        assertThat(machine.console().text()).isEqualTo("every exception was handled\n");
        assertThat(ending).isEqualTo(new Ending(0, "exit"));
        assertThat(events(KernelEvent.ExceptionDispatched.class)).hasSize(6 * 10 + 5);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1 | arithmetic overflow, in the handler for just that, whose save area is in use, at pc 0x0040
            2 | no mapping for a load or fetch of address 0x20000000, for which no handler is bound, at pc 0x20000000
            3 | no mapping for a load or fetch of address 0x20000000, in the handler for just that, whose save area is in use, at pc 0x20000000
            4 | arithmetic overflow, at pc 0x0040
            5 | no mapping for a load or fetch of address 0x1000
            7 | arithmetic overflow, for which no handler is bound, at pc 0x0040
            """)
    void handlerThatCannotWorkEndsItsProgramWithAReason(int number, String reason) {
        start("loop");
        MipsUserCode evil = start("evil-" + number);
        assertThat(processor.run(1_000_000)).isEqualTo(Processor.Outcome.LIMIT);
        assertThat(evil.ending().code()).isEqualTo(MipsUserCode.FAULT);
        assertThat(evil.ending().reason()).startsWith(reason);
        assertThat(events(KernelEvent.EnvExited.class)).hasSize(1);
    }

    @Test
    void handlersInTheKernelsSegmentBetweenInstructionsOrWithBadSaveAreasAreRefused() {
        Ending ending = run("evil-6");
        assertThat(machine.console().text()).isEqualTo("refused, all of them\n");
        assertThat(ending.reason()).startsWith("arithmetic overflow, at pc");
    }

    @ParameterizedTest
    @ValueSource(longs = {700, 1_301, 5_000, 50_000})
    void programThatSavesItsOwnRegistersGivesUpSlicesOutsideCriticalSectionsOnly(long slice) {
        processor = new Processor(kernel, slice);
        MipsUserCode one = start("slices");
        MipsUserCode two = start("slices");
        assertThat(processor.run(10_000_000)).isEqualTo(Processor.Outcome.FINISHED);
        assertThat(one.ending()).isEqualTo(new Ending(0, "exit"));
        assertThat(two.ending()).isEqualTo(new Ending(0, "exit"));
        assertThat(events(KernelEvent.ExcessTimeTaken.class)).isNotEmpty();
        assertThat(kernel.ledger().charged()).isEqualTo(machine.clock().now());
    }

    @Test
    void interruptIsHandledByWhoeverAskedAndIgnoredByOthers() {
        MipsUserCode program = start("count");
        processor.run(100_000);
        assertThat(kernel.revoke(kernel.framesOf(1).getLast())).isTrue();
        assertThat(processor.run(400_000_000)).isEqualTo(Processor.Outcome.FINISHED);
        assertThat(program.ending().code()).isIn(0, MipsUserCode.FAULT);
    }
}
