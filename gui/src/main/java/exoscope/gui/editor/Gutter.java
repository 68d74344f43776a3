package exoscope.gui.editor;

import exoscope.libos.metered.Problem;
import java.util.function.IntFunction;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;

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
        HBox gutter = new HBox(mark, number);
        gutter.setAlignment(Pos.CENTER_LEFT);
        gutter.getStyleClass().add("gutter");
        if (editor.isInSeam(line)) {
            gutter.getStyleClass().add("gutter-seam");
        }
        return gutter;
    }
}
