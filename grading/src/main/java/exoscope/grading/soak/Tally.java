package exoscope.grading.soak;

import java.util.ArrayList;
import java.util.List;

/** What one campaign has come to. */
public final class Tally {
    private final String name;
    private final List<String> differences = new ArrayList<>();
    private int ran;
    private int skipped;
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

    /** Programs that could not be compared: they need what is not there, or took too long elsewhere too. */
    public int skipped() {
        return skipped;
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

    void skip() {
        skipped++;
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
