package exoscope.grading.soak;

import exoscope.hw.Machine;
import exoscope.hw.MachineConfig;
import exoscope.hw.cpu.Engine;
import exoscope.hw.cpu.Isa;
import exoscope.hw.device.DiskTiming;
import exoscope.hw.elf.ElfImage;
import exoscope.hw.trace.TraceSink;
import exoscope.kernel.Kernel;
import exoscope.kernel.KernelConfig;
import exoscope.kernel.Processor;
import exoscope.libos.runtime.MipsUserCode;
import java.nio.charset.StandardCharsets;

/**
 * What a program did on the emulated machine.
 *
 * @param reason why it ended
 */
record Emulation(Output output, String reason, long cycles, long instructions, int translations) {
    private static final int FRAMES = 1024;
    private static final long SLICE = 390_625;

    /** Runs a program in an environment of its own. */
    static Emulation of(byte[] elf, Isa isa, Engine engine, long mostCycles) {
        MachineConfig config =
                new MachineConfig(FRAMES, 1, DiskTiming.DISK_1995).withIsa(isa).withEngine(engine);
        Machine machine = new Machine(config, TraceSink.NONE);
        Kernel kernel = new Kernel(machine, new KernelConfig(1, SLICE));
        int env = kernel.createEnvironment("program", 0);
        MipsUserCode program = new MipsUserCode(kernel, env, ElfImage.parse(elf));
        Processor processor = new Processor(kernel, SLICE);
        processor.append(env, program);
        boolean finished = processor.run(mostCycles) == Processor.Outcome.FINISHED;
        String printed = new String(machine.console().written(), StandardCharsets.ISO_8859_1);
        return new Emulation(
                new Output(printed, finished ? program.ending().code() : -1),
                finished ? program.ending().reason() : "still running",
                machine.clock().now(),
                machine.cpu().instructions(),
                machine.cpu().translations());
    }

    boolean finished() {
        return output.exit() >= 0;
    }
}
