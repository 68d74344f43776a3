package exoscope.grading.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import exoscope.grading.bench.CpuBench;
import exoscope.grading.bench.ExplorationBench;
import exoscope.grading.bench.FilterBench;
import exoscope.grading.bench.KernelBench;
import exoscope.grading.bench.MechanismBench;
import exoscope.grading.bench.MechanismBench.Figure;
import exoscope.grading.bench.MemoryBench;
import exoscope.grading.bench.MeteringBench;
import exoscope.grading.bench.TraceBench;
import exoscope.hw.elf.MalformedElfException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures the machine and the kernel. */
@Command(
        name = "bench",
        description = {
            "Measure the machine: in host time, the kernel also in emulated cycles.",
            "cpu: million guest instructions a second, for five programs on both engines.",
            "mechanisms: an upcall into metered Java, an environment switch, an event in a trace.",
            "metering: a sort, a hash map and a page-table walk, metered and not; loading a submission of ten classes.",
            "trace: what tracing costs a run and the disk, and how fast a trace of 10 million events opens and seeks.",
            "memory: heap that a machine and a thousand idle environments keep in use.",
            "kernel: what its calls, upcalls and switches take in emulated cycles, beside the SOSP'95 paper's, and in host time.",
            "exploration: runs a second of lab 4, judged, on one processor and on all.",
            "filters: a packet among 1, 10 and 100 filters, compiled and interpreted, and an eBPF program."
        },
        mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "WHAT",
            description = "What to measure: cpu, kernel, mechanisms, metering, trace, memory, filters or exploration.")
    private String what = "";

    @Option(names = "--json", description = "Report as one line of JSON on standard output.")
    private boolean json;

    @Option(names = "--programs", description = "Folder with the guest programs (default: ${DEFAULT-VALUE}).")
    private Path folder = Path.of("labs", "programs");

    private final PrintStream out = System.out;

    @Override
    public Integer call() throws JsonProcessingException {
        Map<String, List<?>> report = new TreeMap<>(Map.of("results", measured()));
        if (what.equals("kernel")) {
            List<Figure> host = new ArrayList<>(MechanismBench.run());
            host.addAll(FilterBench.classifications());
            report.put("host", shown(host));
        }
        if (json) {
            out.println(new ObjectMapper().writeValueAsString(report));
        }
        return ExitCode.OK;
    }

    private List<?> measured() {
        try {
            return switch (what) {
                case "cpu" -> CpuBench.run(folder, this::show);
                case "kernel" -> compared(KernelBench.run(folder));
                case "mechanisms" -> shown(MechanismBench.run());
                case "metering" -> shown(metering());
                case "trace" -> shown(TraceBench.run(folder));
                case "memory" -> shown(MemoryBench.run(folder));
                case "filters" -> shown(FilterBench.run());
                case "exploration" -> shown(ExplorationBench.run());
                default ->
                    throw new CommandException(
                            ExitCode.USAGE,
                            "cannot measure \"" + what
                                    + "\": only cpu, kernel, mechanisms, metering, trace, memory, filters or"
                                    + " exploration");
            };
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "cannot measure with the programs in %s (%s): name their folder with --programs"
                            .formatted(folder, e));
        } catch (MalformedElfException e) {
            throw new CommandException(ExitCode.USAGE, folder + ": " + e.getMessage());
        }
    }

    /** Without the JVM's warnings about JMH, four lines for each of some forty JVMs. */
    private static List<Figure> metering() {
        PrintStream usual = System.err;
        System.setErr(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        try {
            return MeteringBench.run();
        } finally {
            System.setErr(usual);
        }
    }

    private void show(CpuBench.Result result) {
        if (!json) {
            out.printf(
                    "%-7s %-11s %8.1f million instructions a second, %8d TLB misses, %3d translations, warm after %.2f s%n",
                    result.name(),
                    result.engine(),
                    result.mips(),
                    result.tlbMisses(),
                    result.translations(),
                    result.secondsTo90Percent());
        }
    }

    private List<KernelBench.Row> compared(List<KernelBench.Row> rows) {
        if (!json) {
            out.printf("%-30s %8s %8s %6s  %s%n", "emulated cycles", "here", "paper", "ratio", "what");
            for (KernelBench.Row row : rows) {
                out.printf(
                        "%-30s %,8.1f %8s %6s  %s%n",
                        row.name(),
                        row.cycles(),
                        row.paperCycles() == null ? "-" : "%,.1f".formatted(row.paperCycles()),
                        row.ratio() == null ? "-" : "%.2f".formatted(row.ratio()),
                        row.reason());
            }
        }
        return rows;
    }

    private List<Figure> shown(List<Figure> figures) {
        if (!json) {
            figures.forEach(figure -> out.printf("%-56s %,14.1f %s%n", figure.name(), figure.value(), figure.unit()));
        }
        return figures;
    }
}
