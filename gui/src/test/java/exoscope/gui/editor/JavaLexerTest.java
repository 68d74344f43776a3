package exoscope.gui.editor;

import static org.assertj.core.api.Assertions.assertThat;

import exoscope.gui.editor.JavaLexer.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JavaLexerTest {
    private static List<String> pieces(String text, Kind kind) {
        return JavaLexer.tokens(text).stream()
                .filter(token -> token.kind() == kind)
                .map(token -> text.substring(token.start(), token.end()))
                .toList();
    }

    @Test
    void keywordsAreWordsOfTheirOwnOnly() {
        assertThat(pieces("int interest = newest.new_; return this;", Kind.KEYWORD))
                .containsExactly("int", "return", "this");
    }

    @Test
    void quotesInCommentsAndSlashesInStringsAreWhatTheyStandIn() {
        String text = "a = \"// no comment\"; // \"no string\"\nb = '\"'; /* 'x' */";
        assertThat(pieces(text, Kind.STRING)).containsExactly("\"// no comment\"", "'\"'");
        assertThat(pieces(text, Kind.COMMENT)).containsExactly("// \"no string\"", "/* 'x' */");
    }

    @Test
    void textBlockIsOnePiece() {
        String block = "\"\"\"\n  say \"hi\" // not a comment\n  \"\"\"";
        assertThat(pieces("s = " + block + ";", Kind.STRING)).containsExactly(block);
    }

    @Test
    void seamMarksAreNotOrdinaryComments() {
        String text = "// BEGIN lab04.save Do it.\n// just a comment\n// END lab04.save";
        assertThat(pieces(text, Kind.SEAM)).containsExactly("// BEGIN lab04.save Do it.", "// END lab04.save");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "\"", "'", "/*", "\"\"\"", "\"\\", "@", "0x", "/* * / ", "\u00e4 \u4e16 = 1", "\\u0022"})
    void halfAndOddTextsGivePiecesInOrderWithinTheText(String text) {
        int done = 0;
        for (JavaLexer.Token token : JavaLexer.tokens(text)) {
            assertThat(token.start()).isGreaterThanOrEqualTo(done);
            assertThat(token.end()).isGreaterThan(token.start()).isLessThanOrEqualTo(text.length());
            done = token.end();
        }
    }

    @Test
    void longCommentsDoNotExhaustTheStack() {
        String text = "/*" + "* x \n".repeat(50_000) + "*/" + "\"" + "y".repeat(100_000) + "\"";
        assertThat(JavaLexer.tokens(text)).hasSize(2);
    }
}
