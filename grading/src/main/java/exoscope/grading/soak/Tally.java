package exoscope.grading.soak;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one campaign has come to. */
public final class Tally {
    private final String name;
    private final List<String> differences = new ArrayList<>();
    private int ran;
    private final Map<String, Integer> skips = new LinkedHashMap<>();
    private final List<String> unfinished = new ArrayList<>();
    private long instructions;
    private long translations;

    Tally(String name) {
        this.name = name;
    }

    /** Of the campaign. */
    public String name() {
        return name;
    }

    /** Programs that ran everywhere, so that results could be compared. */
    public int ran() {
        return ran;
    }

    /** Programs that could not be compared: they need what is not there, or took too long elsewhere. */
    public int skipped() {
        return skips.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Why programs were skipped, and how many for each cause. */
    public Map<String, Integer> skips() {
        return Collections.unmodifiableMap(skips);
    }

    /** Programs that end in QEMU, but on neither engine within the limit of cycles: a line for each. */
    public List<String> unfinished() {
        return List.copyOf(unfinished);
    }

    /** Whether every program that ran ended, and with equal results. */
    public boolean agrees() {
        return differences.isEmpty() && unfinished.isEmpty();
    }

    /** Instructions executed by the interpreter. */
    public long instructions() {
        return instructions;
    }

    /** Regions translated. */
    public long translations() {
        return translations;
    }

    /** A line for each program whose results differ. */
    public List<String> differences() {
        return List.copyOf(differences);
    }

    void skip(String cause) {
        skips.merge(cause, 1, Integer::sum);
    }

    void unfinished(String line) {
        unfinished.add(line);
    }

    /** Adds a comparison; {@code difference} is empty if there was none. */
    void add(String program, Emulation interpreted, Emulation translated, String difference) {
        ran++;
        instructions += interpreted.instructions();
        translations += translated.translations();
        if (!difference.isEmpty()) {
            differences.add(program + ": " + difference);
        }
    }
}
