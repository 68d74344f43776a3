package exoscope.hw.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The recorded steps of the SingleStepTests project: 1,000 states for each of 55 instructions. The recordings (24 MB) are
 * not kept here; the folder with the {@code *.json.bin} files is named by the environment variable
 * {@code EXOSCOPE_SINGLESTEP}, or is {@code shared/data/r3000-singlestep} beside the project.
 */
class SingleStepTest {
    private static final int ALL_OF_KSEG0 = 1 << 17;
    private static final int LITTLE = 1 << 12;
    /** Heap that a machine with all of kseg0, 512 MiB, leaves room in. */
    private static final long AMPLE_HEAP = 800L << 20;

    @Test
    void everyRecordedStepIsRepeatedExactly() {
        List<Path> recordings = recordings();
        assumeTrue(
                !recordings.isEmpty(), "no recordings: set EXOSCOPE_SINGLESTEP to a folder of SingleStepTests' R3000");
        boolean ample = Runtime.getRuntime().maxMemory() > AMPLE_HEAP;
        SingleStepRig rig = new SingleStepRig(ample ? ALL_OF_KSEG0 : LITTLE);
        Map<String, String> failures = new TreeMap<>();
        int repeated = 0;
        for (Path recording : recordings) {
            for (SingleStep step : SingleStep.read(recording)) {
                if (rig.covers(step)) {
                    repeated++;
                    String differences = rig.differences(step);
                    if (!differences.isEmpty()) {
                        failures.put(step.name(), differences);
                    }
                }
            }
        }
        assertThat(failures).isEmpty();
        assertThat(repeated).isGreaterThanOrEqualTo(recordings.size() * (ample ? 1000 : 500));
    }

    private static List<Path> recordings() {
        String named = System.getenv("EXOSCOPE_SINGLESTEP");
        Path folder = named != null ? Path.of(named) : Path.of("..", "..", "shared", "data", "r3000-singlestep");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return new ArrayList<>(files.filter(file -> file.toString().endsWith(".json.bin"))
                    .sorted()
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
