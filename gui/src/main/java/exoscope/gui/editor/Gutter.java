package exoscope.gui.editor;

import exoscope.libos.metered.Problem;
import java.util.function.IntFunction;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;

/** What stands left of a line: its number, and a mark with the message where something is wrong. */
final class Gutter implements IntFunction<Node> {
    private final CodeEditor editor;

    Gutter(CodeEditor editor) {
        this.editor = editor;
    }

    @Override
    public Node apply(int line) {
        Label number = new Label(Integer.toString(line + 1));
        number.getStyleClass().add("line-number");
        Label mark = new Label();
        mark.getStyleClass().add("line-mark");
        editor.problemAt(line + 1).ifPresent(problem -> {
            mark.setText(problem.severity() == Problem.Severity.ERROR ? "✖" : "▲");
            mark.getStyleClass().add("line-mark-problem");
            mark.setTooltip(new Tooltip(problem.message()));
            mark.setAccessibleText("problem in line " + (line + 1) + ": " + problem.message());
        });
        if (mark.getText().isEmpty()) {
            note(line + 1, mark);
        }
        HBox gutter = new HBox(mark, number);
        gutter.setAlignment(Pos.CENTER_LEFT);
        gutter.getStyleClass().add("gutter");
        if (editor.isInSeam(line)) {
            gutter.getStyleClass().add("gutter-seam");
        }
        gutter.setOnMouseClicked(event -> editor.marginClicked(line + 1));
        return gutter;
    }

    private void note(int line, Label mark) {
        LineMarks marks = editor.marks();
        if (marks.step() == line) {
            mark.setText("▶");
            mark.getStyleClass().add("line-mark-step");
            mark.setAccessibleText("stepping stands at line " + line);
        } else if (marks.panic() == line) {
            mark.setGraphic(new FontIcon(MaterialDesignF.FLASH_ALERT));
            mark.getStyleClass().add("line-mark-panic");
            mark.setTooltip(new Tooltip(marks.panicText()));
            mark.setAccessibleText("panic in line " + line + ": " + marks.panicText());
        }
        if (marks.breakpoints().contains(line)) {
            mark.getStyleClass().add("line-mark-breakpoint");
            mark.setText(marks.step() == line ? "▶" : "●");
        }
    }
}
