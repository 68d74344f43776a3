package exoscope.grading.bench;

import exoscope.hw.Machine;
import exoscope.hw.MachineConfig;
import exoscope.hw.elf.ElfImage;
import exoscope.hw.trace.TraceSink;
import exoscope.kernel.Kernel;
import exoscope.kernel.KernelConfig;
import exoscope.kernel.Processor;
import exoscope.libos.runtime.MipsUserCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A guest program under the kernel on a default machine. */
final class GuestRun {
    private static final long SLICE = 390_625;

    private final Machine machine;
    private final Processor processor;

    GuestRun(ElfImage image, TraceSink sink) {
        machine = new Machine(MachineConfig.DEFAULT, sink);
        Kernel kernel = new Kernel(machine, new KernelConfig(1, SLICE));
        int env = kernel.createEnvironment("program", 0);
        processor = new Processor(kernel, SLICE);
        processor.append(env, new MipsUserCode(kernel, env, image));
    }

    /** The program {@code bench-NAME.elf} in a folder. */
    static ElfImage program(Path folder, String name) throws IOException {
        return ElfImage.parse(Files.readAllBytes(folder.resolve("bench-" + name + ".elf")));
    }

    /** Runs on for some cycles. Returns false if the program has ended. */
    boolean run(long cycles) {
        return processor.run(machine.clock().now() + cycles) == Processor.Outcome.LIMIT;
    }

    long cycles() {
        return machine.clock().now();
    }

    /** Events emitted so far. */
    long events() {
        return machine.tracer().count();
    }
}
