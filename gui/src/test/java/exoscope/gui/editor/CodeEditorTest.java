package exoscope.gui.editor;

import static org.assertj.core.api.Assertions.assertThat;

import exoscope.gui.app.Fx;
import exoscope.libos.metered.Problem;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodeEditorTest {
    private static final String TEXT = "class A {\n    // BEGIN lab04.x\n    int a = b;\n    // END lab04.x\n}\n";

    private final CodeEditor editor = Fx.on(() -> {
        CodeEditor fresh = new CodeEditor("A.java");
        fresh.open(TEXT);
        return fresh;
    });

    @Test
    void seamIsFromItsBeginToItsEnd() {
        assertThat(List.of(0, 1, 2, 3, 4).stream().filter(editor::isInSeam).toList())
                .containsExactly(1, 2, 3);
    }

    @Test
    void textIsDirtyUntilItIsWhatTheFileHas() {
        assertThat(editor.dirtyProperty().get()).isFalse();
        Fx.on(() -> {
            editor.replaceText("class A {}");
            return null;
        });
        assertThat(editor.dirtyProperty().get()).isTrue();
        Fx.on(() -> {
            editor.replaceText(TEXT);
            return null;
        });
        assertThat(editor.dirtyProperty().get()).isFalse();
    }

    @Test
    void problemIsMarkedInItsLineAndUnderlinedAtItsColumns() {
        Problem problem = new Problem("A.java", 3, 13, 1, Problem.Severity.ERROR, "cannot find symbol");
        Fx.on(() -> {
            editor.setProblems(List.of(problem));
            return null;
        });
        assertThat(editor.problemAt(3)).contains(problem);
        assertThat(editor.problemAt(2)).isEmpty();
        var spans = Highlighting.of(TEXT, List.of(problem));
        int underlined = 0;
        int at = 0;
        for (var span : spans) {
            if (span.getStyle().contains("problem")) {
                underlined += span.getLength();
                assertThat(TEXT.substring(at, at + span.getLength())).isEqualTo("b");
            }
            at += span.getLength();
        }
        assertThat(underlined).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"99,1", "3,999", "0,0", "3,0", "6,1"})
    void problemsAtOddPlacesDoNotDisturb(int line, int column) {
        Problem problem = new Problem("A.java", line, column, 5, Problem.Severity.WARNING, "odd");
        assertThat(Highlighting.of(TEXT, List.of(problem, problem)).length()).isEqualTo(TEXT.length());
        Fx.on(() -> {
            editor.setProblems(List.of(problem));
            editor.reveal(line, column);
            return null;
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {"\"    if (x) {\" | 8", "\"    a();\" | 4", "\"\" | 0", "\"{\" | 4"})
    void newLineIsIndentedLikeTheOneBeforeAndDeeperAfterABrace(String line, int spaces) {
        assertThat(AutoIndent.indentAfter(line)).isEqualTo(" ".repeat(spaces));
    }

    @Test
    void coloursFollowWhatIsTypedWithoutHoldingUpTheTyping() throws InterruptedException {
        CountDownLatch styled = new CountDownLatch(1);
        Fx.on(() -> {
            editor.setOnStyled(() -> {
                if (editor.area().getStyleOfChar(0).contains("comment")) {
                    styled.countDown();
                }
            });
            editor.area().insertText(0, "// note\n");
            return null;
        });
        assertThat(styled.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(editor.isInSeam(1)).isFalse();
        assertThat(editor.isInSeam(2)).isTrue();
    }

    @Test
    void colonAndNumberGoToALine() {
        Fx.on(() -> {
            editor.find().setWanted(":3");
            editor.find().findNext();
            assertThat(editor.area().getCurrentParagraph()).isEqualTo(2);
            editor.find().setWanted("CLASS");
            editor.find().findNext();
            assertThat(editor.area().getSelectedText()).isEqualTo("class");
            return null;
        });
    }
}
