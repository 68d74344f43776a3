package exoscope.gui.editor;

import java.util.Locale;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import org.fxmisc.richtext.CodeArea;

/**
 * Searches the text from the caret on, and from the start again; upper and lower case are the same. A colon and a number
 * go to a line.
 */
final class FindBar extends HBox {
    private static final Pattern LINE = Pattern.compile("\\s*:\\s*(\\d{1,6})\\s*");

    private final CodeArea area;
    private final IntConsumer goTo;
    private final TextField what = new TextField();
    private final Label outcome = new Label();

    /** @param goTo goes to a line, counted from 1 */
    FindBar(CodeArea area, IntConsumer goTo) {
        this.area = area;
        this.goTo = goTo;
        what.setPromptText("Find, or :line");
        what.setAccessibleText("text to find, or a colon and the number of a line");
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

    /** What is looked for. */
    void setWanted(String text) {
        what.setText(text);
    }

    private void hide() {
        setVisible(false);
        setManaged(false);
        area.requestFocus();
    }

    /** Goes to the next place of what is in the field. */
    void findNext() {
        Matcher line = LINE.matcher(what.getText());
        if (line.matches()) {
            outcome.setText("");
            goTo.accept(Integer.parseInt(line.group(1)));
        } else {
            findText();
        }
    }

    private void findText() {
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
