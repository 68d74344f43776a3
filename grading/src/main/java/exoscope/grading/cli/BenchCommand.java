package exoscope.grading.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import exoscope.grading.bench.FilterBench;
import exoscope.grading.bench.MechanismBench;
import exoscope.hw.Machine;
import exoscope.hw.MachineConfig;
import exoscope.hw.cpu.Engine;
import exoscope.hw.cpu.ExceptionCode;
import exoscope.hw.elf.ElfImage;
import exoscope.hw.elf.MalformedElfException;
import exoscope.hw.trace.HwEvent;
import exoscope.hw.trace.TraceEntry;
import exoscope.kernel.Kernel;
import exoscope.kernel.KernelConfig;
import exoscope.kernel.Processor;
import exoscope.libos.runtime.MipsUserCode;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures how fast the machine executes programs. */
@Command(
        name = "bench",
        description = {
            "Measure the machine. cpu: million guest instructions a second of CPU time, for five programs on both engines,"
                    + " the median over the second half of a run. mechanisms: nanoseconds of host time for an upcall into"
                    + " metered Java, an environment switch, and an event in a trace. filters: nanoseconds to classify a"
                    + " packet among 1, 10 and 100 filters, compiled and interpreted, and to run an eBPF program."
        },
        mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {
    private static final List<String> PROGRAMS = List.of("sieve", "sort", "matrix", "chase", "copy");
    private static final long SLICE = 390_625;
    private static final long WINDOW = 4_000_000;
    private static final int FEWEST_WINDOWS = 10;
    private static final int FAILED = 1;
    private static final int REFUSED = 70;

    @Parameters(paramLabel = "WHAT", description = "What to measure: cpu, mechanisms or filters.")
    private String what = "";

    @Option(names = "--json", description = "Report as one line of JSON on standard output.")
    private boolean json;

    @Option(names = "--programs", description = "Folder with the programs (default: ${DEFAULT-VALUE}).")
    private Path folder = Path.of("labs", "programs");

    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    /** What one run gave; a window is a stretch of {@link #WINDOW} cycles. */
    private record Measurement(
            String name, Engine engine, double mips, double warmAfter, long misses, int translations) {
        Map<String, Object> json() {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("name", name);
            fields.put("engine", engineName());
            fields.put("mips", Math.round(mips * 10) / 10.0);
            fields.put("tlbMisses", misses);
            fields.put("translations", translations);
            fields.put("secondsTo90Percent", Math.round(warmAfter * 1000) / 1000.0);
            return fields;
        }

        private String engineName() {
            return engine == Engine.INTERPRETER ? "interpreter" : "translator";
        }
    }

    /** Instructions and CPU nanoseconds between two stops. */
    private record Window(long instructions, long nanos) {
        double mips() {
            return instructions * 1e3 / Math.max(1, nanos);
        }
    }

    private int report(List<MechanismBench.Figure> figures) throws JsonProcessingException {
        if (json) {
            out.println(new ObjectMapper().writeValueAsString(Map.of("results", figures)));
        } else {
            figures.forEach(figure -> out.printf(
                    figure.value() < 100 ? "%-56s %,10.1f %s%n" : "%-56s %,10.0f %s%n",
                    figure.name(),
                    figure.value(),
                    figure.unit()));
        }
        return 0;
    }

    @Override
    public Integer call() throws JsonProcessingException {
        if (what.equals("mechanisms")) {
            return report(MechanismBench.run());
        }
        if (what.equals("filters")) {
            return report(FilterBench.run());
        }
        if (!what.equals("cpu")) {
            return refuse("cannot measure \"" + what + "\": only cpu, mechanisms or filters");
        }
        List<Map<String, Object>> results = new ArrayList<>();
        for (String name : PROGRAMS) {
            Path file = folder.resolve("bench-" + name + ".elf");
            try {
                ElfImage image = ElfImage.parse(Files.readAllBytes(file));
                for (Engine engine : Engine.values()) {
                    Measurement measurement = measure(name, image, engine);
                    results.add(measurement.json());
                    if (!json) {
                        out.println(line(measurement));
                    }
                }
            } catch (IOException e) {
                return refuse("cannot read " + file + ": name the folder of the programs with --programs");
            } catch (MalformedElfException e) {
                return refuse(file + ": " + e.getMessage());
            } catch (IllegalStateException e) {
                err.println("exoscope: " + e.getMessage());
                return FAILED;
            }
        }
        if (json) {
            out.println(new ObjectMapper().writeValueAsString(Map.of("results", results)));
        }
        return 0;
    }

    private Measurement measure(String name, ElfImage image, Engine engine) {
        long[] misses = {0};
        Machine machine = new Machine(MachineConfig.DEFAULT.withEngine(engine), entry -> misses[0] += misses(entry));
        Kernel kernel = new Kernel(machine, new KernelConfig(1, SLICE));
        int env = kernel.createEnvironment(name, 0);
        MipsUserCode program = new MipsUserCode(kernel, env, image);
        Processor processor = new Processor(kernel, SLICE);
        processor.append(env, program);
        List<Window> windows = new ArrayList<>();
        Processor.Outcome outcome = Processor.Outcome.LIMIT;
        while (outcome == Processor.Outcome.LIMIT) {
            long instructions = machine.cpu().instructions();
            long start = threads.getCurrentThreadCpuTime();
            outcome = processor.run(machine.clock().now() + WINDOW);
            long nanos = threads.getCurrentThreadCpuTime() - start;
            windows.add(new Window(machine.cpu().instructions() - instructions, nanos));
        }
        if (program.ending().code() != 0) {
            throw new IllegalStateException("%s ended with %d: %s"
                    .formatted(name, program.ending().code(), program.ending().reason()));
        }
        if (windows.size() < FEWEST_WINDOWS) {
            throw new IllegalStateException(name + " is too short to be measured");
        }
        double warm = median(windows.subList(windows.size() / 2, windows.size() - 1));
        return new Measurement(
                name,
                engine,
                warm,
                warmAfter(windows, warm),
                misses[0],
                machine.cpu().translations());
    }

    private static int misses(TraceEntry entry) {
        if (entry.event() instanceof HwEvent.ExceptionRaised raised) {
            ExceptionCode code = ExceptionCode.of(raised.code());
            return code == ExceptionCode.TLBL || code == ExceptionCode.TLBS ? 1 : 0;
        }
        return 0;
    }

    private static double median(List<Window> windows) {
        return windows.stream().mapToDouble(Window::mips).sorted().toArray()[windows.size() / 2];
    }

    /** Seconds of CPU time before the first window that reached 90 % of the warm rate. */
    private static double warmAfter(List<Window> windows, double warm) {
        long nanos = 0;
        for (Window window : windows) {
            if (window.mips() >= 0.9 * warm) {
                break;
            }
            nanos += window.nanos();
        }
        return nanos / 1e9;
    }

    private static String line(Measurement m) {
        return "%-7s %-11s %8.1f million instructions a second, %8d TLB misses, %3d translations, warm after %.2f s"
                .formatted(m.name(), m.engineName(), m.mips(), m.misses(), m.translations(), m.warmAfter());
    }

    private int refuse(String sentence) {
        err.println("exoscope: " + sentence);
        return REFUSED;
    }
}
