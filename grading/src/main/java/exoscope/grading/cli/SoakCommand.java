package exoscope.grading.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import exoscope.grading.soak.CpuSoak;
import exoscope.grading.soak.SoakException;
import exoscope.grading.soak.Tally;
import exoscope.grading.soak.kernel.KernelSoak;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares the machine with QEMU, and the kernel with its model, for as long as one likes. */
@Command(
        name = "soak",
        description = {
            "Compare with what is known to be right, at random, for as long as you like.",
            "cpu: programs by csmith, random sequences of instructions, and C programs of a folder (GCC's c-torture), on both"
                    + " engines and on qemu-mipsel. Exits with 0 if all agree, 1 if any differ or do not end, 70 if a tool is missing.",
            "kernel: random calls of hostile environments, compared with a small model; a difference is shortened to few calls."
        },
        mixinStandardHelpOptions = true)
final class SoakCommand implements Callable<Integer> {
    @Parameters(paramLabel = "WHAT", description = "What to compare: cpu or kernel.")
    private String what = "";

    @Option(names = "--programs", description = "Programs by csmith (default: ${DEFAULT-VALUE}).")
    private int programs = 100;

    @Option(names = "--sequences", description = "Random sequences of instructions (default: ${DEFAULT-VALUE}).")
    private int sequences = 1000;

    @Option(names = "--calls", description = "Calls of the kernel (default: ${DEFAULT-VALUE}).")
    private long calls = 1_000_000;

    @Option(names = "--torture", paramLabel = "DIR", description = "Folder of C programs that exit with 0.")
    private @Nullable Path torture;

    @Option(names = "--seed", description = "Where randomness begins (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(names = "--keep", paramLabel = "DIR", description = "Keep the programs whose results differ here.")
    private @Nullable Path kept;

    @Option(names = "--json", description = "Report as one line of JSON on standard output.")
    private boolean json;

    private final String path;

    private final PrintStream out = System.out;
    private final PrintStream err = System.err;

    SoakCommand() {
        this(Objects.requireNonNullElse(System.getenv("PATH"), ""));
    }

    /** @param path where tools are looked for */
    SoakCommand(String path) {
        this.path = path;
    }

    @Override
    public Integer call() throws JsonProcessingException {
        if (what.equals("kernel")) {
            return kernel();
        }
        if (!what.equals("cpu")) {
            throw new CommandException(ExitCode.USAGE, "cannot soak \"" + what + "\": only cpu or kernel");
        }
        if (programs < 0 || sequences < 0) {
            throw new CommandException(ExitCode.USAGE, "--programs and --sequences must be 0 or more");
        }
        if (torture != null && !Files.isDirectory(torture)) {
            throw new CommandException(ExitCode.USAGE, torture + " is not a folder");
        }
        List<Tally> tallies = tallies();
        if (json) {
            List<Map<String, Object>> results =
                    tallies.stream().map(SoakCommand::json).toList();
            out.println(new ObjectMapper().writeValueAsString(Map.of("seed", seed, "results", results)));
        } else {
            tallies.forEach(this::print);
        }
        return tallies.stream().allMatch(Tally::agrees) ? ExitCode.OK : ExitCode.NOT_PASSED;
    }

    private int kernel() throws JsonProcessingException {
        if (calls < 1) {
            throw new CommandException(ExitCode.USAGE, "--calls must be 1 or more");
        }
        List<KernelSoak.Failure> failures = KernelSoak.run(calls, seed).stream().toList();
        if (json) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("name", "kernel");
            result.put("calls", calls);
            result.put("differences", failures);
            out.println(new ObjectMapper().writeValueAsString(Map.of("seed", seed, "results", List.of(result))));
        } else if (failures.isEmpty()) {
            out.println("%,d calls: kernel and model agree".formatted(calls));
        }
        failures.forEach(this::printFailure);
        return failures.isEmpty() ? ExitCode.OK : ExitCode.NOT_PASSED;
    }

    private void printFailure(KernelSoak.Failure failure) {
        if (!json) {
            out.println("seed %d, %d calls: %s"
                    .formatted(failure.seed(), failure.calls().size(), failure.difference()));
            failure.calls().forEach(call -> out.println("  " + call));
        }
    }

    private List<Tally> tallies() {
        List<Tally> tallies = new ArrayList<>();
        Path folder = null;
        try {
            folder = Files.createTempDirectory("exoscope-soak");
            CpuSoak soak = new CpuSoak(folder, kept, path, sentence -> err.println("exoscope: " + sentence));
            if (sequences > 0) {
                tallies.add(soak.sequences(sequences, seed));
            }
            if (programs > 0) {
                tallies.add(soak.csmith(programs, seed));
            }
            if (torture != null) {
                tallies.add(soak.torture(torture));
            }
        } catch (SoakException e) {
            throw new CommandException(ExitCode.INFRASTRUCTURE, String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new CommandException(ExitCode.INFRASTRUCTURE, "cannot make a temporary folder", e);
        } finally {
            delete(folder);
        }
        return tallies;
    }

    private void delete(@Nullable Path folder) {
        if (folder == null) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            err.println("exoscope: cannot delete " + folder);
        }
    }

    private void print(Tally tally) {
        out.println("%-10s %6d ran, %4d skipped, %4d unfinished, %4d differ; %,d instructions, %,d regions translated"
                .formatted(
                        tally.name(),
                        tally.ran(),
                        tally.skipped(),
                        tally.unfinished().size(),
                        tally.differences().size(),
                        tally.instructions(),
                        tally.translations()));
        tally.skips().forEach((cause, count) -> out.println("  skipped %d: %s".formatted(count, cause)));
        tally.unfinished().forEach(line -> out.println("  " + line));
        tally.differences().forEach(line -> out.println("  " + line));
    }

    private static Map<String, Object> json(Tally tally) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", tally.name());
        fields.put("ran", tally.ran());
        fields.put("skipped", tally.skipped());
        fields.put("skips", tally.skips());
        fields.put("unfinished", tally.unfinished());
        fields.put("instructions", tally.instructions());
        fields.put("translations", tally.translations());
        fields.put("differences", tally.differences());
        return fields;
    }
}
