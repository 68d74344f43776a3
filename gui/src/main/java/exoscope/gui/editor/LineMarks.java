package exoscope.gui.editor;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Lines of one file that something is said about, counted from 1; 0 for none.
 *
 * @param panic the line at which the libOS panicked
 * @param panicText what it said
 * @param step the line at which stepping stands
 * @param breakpoints lines at which stepping stops
 */
public record LineMarks(int panic, String panicText, int step, SortedSet<Integer> breakpoints) {
    /** Nothing to mark. */
    public static final LineMarks NONE = new LineMarks(0, "", 0, new TreeSet<>());

    /** The same with another place of a panic. */
    public LineMarks withPanic(int line, String text) {
        return new LineMarks(line, text, step, breakpoints);
    }

    /** The same with another place of stepping. */
    public LineMarks withStep(int line) {
        return new LineMarks(panic, panicText, line, breakpoints);
    }

    /** The same with other breakpoints. */
    public LineMarks withBreakpoints(SortedSet<Integer> lines) {
        return new LineMarks(panic, panicText, step, lines);
    }

    /** The styles of a line. */
    List<String> styles(int line, boolean seam) {
        List<String> styles = new ArrayList<>();
        if (line == step) {
            styles.add("step-line");
        } else if (line == panic) {
            styles.add("panic-line");
        } else if (seam) {
            styles.add("seam");
        }
        return List.copyOf(styles);
    }
}
