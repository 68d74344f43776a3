package exoscope.gui.editor;

import exoscope.libos.metered.Problem;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import org.fxmisc.richtext.model.StyleSpans;

/**
 * How a text looks. A value that needs no screen, so that it can be worked out while somebody goes on typing.
 *
 * @param text what it is about
 * @param problems what was marked in it
 * @param spans the styles of its characters
 * @param seams its lines that are a student's, counted from 0
 */
record Styling(String text, List<Problem> problems, StyleSpans<Collection<String>> spans, BitSet seams) {
    static Styling of(String text, List<Problem> problems) {
        BitSet seams = SeamLines.of(text.lines().toList());
        return new Styling(text, problems, Highlighting.of(text, problems), seams);
    }
}
