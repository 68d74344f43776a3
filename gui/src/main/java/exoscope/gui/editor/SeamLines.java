package exoscope.gui.editor;

import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;

/** Which lines of a text are a student's to write: those between a BEGIN mark and its END. */
final class SeamLines {
    private static final Pattern BEGIN = Pattern.compile("^\\s*//\\s*BEGIN lab\\d+\\..*");
    private static final Pattern END = Pattern.compile("^\\s*//\\s*END lab\\d+\\..*");

    private SeamLines() {}

    /** The lines inside seams and the marks around them, by number from 0. */
    static BitSet of(List<String> lines) {
        BitSet inside = new BitSet();
        boolean open = false;
        for (int line = 0; line < lines.size(); line++) {
            open = open || BEGIN.matcher(lines.get(line)).matches();
            inside.set(line, open);
            open = open && !END.matcher(lines.get(line)).matches();
        }
        return inside;
    }

    /** The line of the first BEGIN mark, from 0, or 0 if there is none. */
    static int first(List<String> lines) {
        return Math.max(0, of(lines).nextSetBit(0));
    }
}
