package exoscope.gui.editor;

import exoscope.libos.metered.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.fxmisc.richtext.model.StyleSpans;
import org.fxmisc.richtext.model.StyleSpansBuilder;

/** The styles of every character: what the lexer says, and underlined where there is a problem. */
final class Highlighting {
    private static final String PROBLEM = "problem";
    private static final String WARNING = "problem-warning";

    private Highlighting() {}

    static StyleSpans<Collection<String>> of(String text, List<Problem> problems) {
        var underlined = spans(text, problemRanges(text, problems));
        var coloured = spans(
                text,
                JavaLexer.tokens(text).stream()
                        .map(token -> new Range(token.kind().style(), token.start(), token.end()))
                        .toList());
        return coloured.overlay(underlined, (colour, line) -> {
            List<String> both = new ArrayList<>(colour);
            both.addAll(line);
            return both;
        });
    }

    private record Range(String style, int start, int end) {}

    private static StyleSpans<Collection<String>> spans(String text, List<Range> ranges) {
        var builder = new StyleSpansBuilder<Collection<String>>();
        int done = 0;
        for (Range range : ranges) {
            builder.add(List.of(), range.start() - done);
            builder.add(List.of(range.style()), range.end() - range.start());
            done = range.end();
        }
        builder.add(List.of(), text.length() - done);
        return builder.create();
    }

    /** Where problems are, in order and without overlaps; a problem without a column has its whole line. */
    private static List<Range> problemRanges(String text, List<Problem> problems) {
        List<Range> ranges = new ArrayList<>();
        int free = 0;
        for (Problem problem : problems) {
            if (problem.line() > 0) {
                int lineStart = startOf(text, problem.line());
                int lineEnd = endOf(text, lineStart);
                int start = Math.max(free, Math.min(lineEnd, lineStart + Math.max(0, problem.column() - 1)));
                int end = problem.column() == 0 ? lineEnd : Math.min(lineEnd, start + Math.max(1, problem.length()));
                if (end > start) {
                    String style = problem.severity() == Problem.Severity.ERROR ? PROBLEM : WARNING;
                    ranges.add(new Range(style, start, end));
                    free = end;
                }
            }
        }
        return ranges;
    }

    private static int startOf(String text, int line) {
        int start = 0;
        for (int at = 1; at < line; at++) {
            int next = text.indexOf('\n', start);
            if (next < 0) {
                return text.length();
            }
            start = next + 1;
        }
        return start;
    }

    private static int endOf(String text, int lineStart) {
        int end = text.indexOf('\n', lineStart);
        return end < 0 ? text.length() : end;
    }
}
