package exoscope.gui.editor;

import java.util.Locale;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import org.fxmisc.richtext.CodeArea;

/** Searches the text from the caret on, and from the start again; upper and lower case are the same. */
final class FindBar extends HBox {
    private final CodeArea area;
    private final TextField what = new TextField();
    private final Label outcome = new Label();

    FindBar(CodeArea area) {
        this.area = area;
        what.setPromptText("Find");
        what.setAccessibleText("text to find");
        Button next = new Button("Next");
        next.setOnAction(event -> findNext());
        Button close = new Button("Close");
        close.setOnAction(event -> hide());
        what.setOnAction(event -> findNext());
        setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                hide();
            }
        });
        getChildren().addAll(what, next, close, outcome);
        getStyleClass().add("find-bar");
        hide();
    }

    void open() {
        setVisible(true);
        setManaged(true);
        if (!area.getSelectedText().isEmpty()) {
            what.setText(area.getSelectedText());
        }
        what.requestFocus();
        what.selectAll();
    }

    private void hide() {
        setVisible(false);
        setManaged(false);
        area.requestFocus();
    }

    private void findNext() {
        String text = area.getText().toLowerCase(Locale.ROOT);
        String wanted = what.getText().toLowerCase(Locale.ROOT);
        int at = wanted.isEmpty() ? -1 : text.indexOf(wanted, area.getCaretPosition());
        if (at < 0 && !wanted.isEmpty()) {
            at = text.indexOf(wanted);
        }
        outcome.setText(at < 0 ? "not found" : "");
        if (at >= 0) {
            area.selectRange(at, at + wanted.length());
            area.requestFollowCaret();
        }
    }
}
