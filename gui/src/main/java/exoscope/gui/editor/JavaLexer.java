package exoscope.gui.editor;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits Java source into coloured pieces. It never fails: what it does not know, such as half a string, is plain. */
final class JavaLexer {
    /** The kinds of piece, which are also the style classes. */
    enum Kind {
        COMMENT("comment"),
        SEAM("seam-mark"),
        STRING("string"),
        ANNOTATION("annotation"),
        NUMBER("number"),
        KEYWORD("keyword");

        private final String style;

        Kind(String style) {
            this.style = style;
        }

        String style() {
            return style;
        }
    }

    /** A piece of the text: {@code [start, end)}. */
    record Token(Kind kind, int start, int end) {}

    private static final Set<String> KEYWORDS = Set.of(
            ("abstract assert boolean break byte case catch char class const continue default do double else enum extends"
                            + " false final finally float for goto if implements import instanceof int interface long native new"
                            + " null package permits private protected public record return sealed short static strictfp super"
                            + " switch synchronized this throw throws transient true try var void volatile while yield")
                    .split(" "));

    private static final Pattern TOKEN = Pattern.compile(
            "(?<seam>//\\s*(?:BEGIN|END) lab\\d+\\.[^\\n]*)"
                    + "|(?<comment>//[^\\n]*|/\\*(?:[^*]|\\*(?!/))*+(?:\\*/|\\z))"
                    + "|(?<string>\"\"\"(?:[^\"\\\\]|\\\\.|\"(?!\"\"))*+(?:\"\"\"|\\z)|\"(?:[^\"\\\\\\n]|\\\\.)*+\"?"
                    + "|'(?:[^'\\\\\\n]|\\\\.)*+'?)"
                    + "|(?<annotation>@[A-Za-z_][\\w.]*)"
                    + "|(?<number>\\b\\d[\\w.]*)"
                    + "|(?<word>[\\p{L}_$][\\p{L}\\p{N}_$]*)",
            Pattern.DOTALL);

    private JavaLexer() {}

    /** The coloured pieces in their order; what lies between them is plain. */
    static List<Token> tokens(String text) {
        List<Token> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(text);
        while (matcher.find()) {
            for (Kind kind : Kind.values()) {
                if (is(kind, matcher)) {
                    tokens.add(new Token(kind, matcher.start(), matcher.end()));
                }
            }
        }
        return tokens;
    }

    private static boolean is(Kind kind, Matcher matcher) {
        return switch (kind) {
            case COMMENT -> matcher.group("comment") != null;
            case SEAM -> matcher.group("seam") != null;
            case STRING -> matcher.group("string") != null;
            case ANNOTATION -> matcher.group("annotation") != null;
            case NUMBER -> matcher.group("number") != null;
            case KEYWORD -> matcher.group("word") != null && KEYWORDS.contains(matcher.group("word"));
        };
    }
}
