package exoscope.grading.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import exoscope.hw.Machine;
import exoscope.hw.MachineConfig;
import exoscope.hw.cpu.Engine;
import exoscope.hw.cpu.Isa;
import exoscope.hw.elf.ElfImage;
import exoscope.hw.elf.MalformedElfException;
import exoscope.hw.trace.TraceSink;
import exoscope.kernel.Kernel;
import exoscope.kernel.KernelConfig;
import exoscope.kernel.Processor;
import exoscope.kernel.UserCode;
import exoscope.labs.view.FileRecorder;
import exoscope.libos.runtime.MipsUserCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a MIPS program in an environment of its own. */
@Command(
        name = "elf",
        description = {
            "Run a static MIPS program (ELF, little-endian) that uses Linux's exit and write.",
            "Exits with the program's code, or 70 if it cannot be run, does wrong or takes too long."
        },
        mixinStandardHelpOptions = true)
final class ElfCommand implements Callable<Integer> {
    private static final long SLICE = 390_625; // 15.625 ms at 25 MHz, as in the paper

    /** Longest file that is read: as much as a program may take in memory. */
    private static final int MOST_BYTES = ElfImage.MOST_MEMORY;

    @Parameters(paramLabel = "FILE", description = "The program.")
    private Path file = Path.of("");

    @Option(names = "--max-cycles", description = "Stop after this many cycles (default: ${DEFAULT-VALUE}).")
    private long maxCycles = 10_000_000_000L;

    @Option(
            names = "--isa",
            converter = IsaName.class,
            description = "Instructions that the CPU has: mips1 or mips32r2 (default: mips1).")
    private Isa isa = Isa.MIPS_I;

    @Option(
            names = "--interpret",
            description =
                    "Interpret everything. Otherwise what runs often is translated to JVM bytecode, with the same result.")
    private boolean interpret;

    @Option(names = "--trace", description = "Record the run in this file.")
    private @Nullable Path trace;

    @Option(names = "--json", description = "Report as one line of JSON on standard output.")
    private boolean json;

    private final PrintStream out = System.out;
    private final PrintStream err = System.err;

    /** Nobody reads what the program writes any more. */
    private static final class OutputClosed extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    @Override
    public Integer call() throws JsonProcessingException {
        if (maxCycles < 1) {
            throw new CommandException(ExitCode.USAGE, "--max-cycles is " + maxCycles + ": must be 1 or more");
        }
        try {
            requireOtherTrace();
            if (Files.size(file) > MOST_BYTES) {
                return refuse(file + " is larger than " + (MOST_BYTES >> 20) + " MiB");
            }
            return run(ElfImage.parse(program()));
        } catch (IOException e) {
            return refuse("cannot read " + file + ": " + (Files.exists(file) ? "not a readable file" : "no such file"));
        } catch (MalformedElfException e) {
            return refuse(file + ": " + e.getMessage());
        } catch (OutputClosed e) {
            return MipsUserCode.FAULT;
        }
    }

    private void requireOtherTrace() throws IOException {
        if (trace != null && Files.exists(trace) && Files.isSameFile(file, trace)) {
            throw new CommandException(ExitCode.USAGE, "--trace would overwrite the program " + file);
        }
    }

    /** The file's contents; a device or a pipe, which may never end, is not read. */
    private byte[] program() throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(file.toString());
        }
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(MOST_BYTES); // of a file that has grown since its size was looked at
        }
    }

    private int run(ElfImage image) throws JsonProcessingException {
        if (trace == null) {
            return run(image, TraceSink.NONE);
        }
        try (FileRecorder recorder = new FileRecorder(trace, Map.of("program", file.toString()))) {
            return run(image, recorder);
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException | UncheckedIOException e) {
            return refuse("cannot write the trace " + trace + ": " + e.getMessage());
        }
    }

    private int run(ElfImage image, TraceSink sink) throws JsonProcessingException {
        Machine machine = new Machine(
                MachineConfig.DEFAULT.withIsa(isa).withEngine(interpret ? Engine.INTERPRETER : Engine.TRANSLATOR),
                sink);
        machine.console().sendTo(this::print);
        Kernel kernel = new Kernel(machine, new KernelConfig(1, SLICE));
        int env = kernel.createEnvironment("program", 0);
        MipsUserCode program = new MipsUserCode(kernel, env, image);
        Processor processor = new Processor(kernel, SLICE);
        processor.append(env, program);
        UserCode.Ending ending = processor.run(maxCycles) == Processor.Outcome.FINISHED
                ? program.ending()
                : new UserCode.Ending(MipsUserCode.FAULT, "cycle limit of " + maxCycles + " reached");
        report(ending, machine.clock().now(), machine.cpu().instructions());
        return ending.code();
    }

    /** Shows at once what the program writes, which may be more than the host could keep. */
    private void print(byte[] bytes) {
        out.writeBytes(bytes);
        if (out.checkError()) {
            throw new OutputClosed();
        }
    }

    private void report(UserCode.Ending ending, long cycles, long instructions) throws JsonProcessingException {
        if (json) {
            Map<String, Object> report = new LinkedHashMap<>();
            report.put("exit", ending.code());
            report.put("cycles", cycles);
            report.put("instructions", instructions);
            report.put("reason", ending.reason());
            out.println(new ObjectMapper().writeValueAsString(report));
        } else {
            err.println("exoscope: %s (exit code %d) after %d cycles, %d instructions"
                    .formatted(ending.reason(), ending.code(), cycles, instructions));
        }
        out.flush();
    }

    private int refuse(String sentence) throws JsonProcessingException {
        if (json) {
            report(new UserCode.Ending(MipsUserCode.FAULT, sentence), 0, 0);
        } else {
            err.println("exoscope: " + sentence);
        }
        return MipsUserCode.FAULT;
    }
}
