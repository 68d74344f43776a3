package exoscope.gui.editor;

import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.fxmisc.richtext.CodeArea;

/** Enter keeps the indentation and deepens it after a brace; Tab means four spaces; a closing brace moves out. */
final class AutoIndent {
    private static final String STEP = "    ";

    private final CodeArea area;

    private AutoIndent(CodeArea area) {
        this.area = area;
    }

    static void install(CodeArea area) {
        AutoIndent indent = new AutoIndent(area);
        area.addEventFilter(KeyEvent.KEY_PRESSED, indent::pressed);
        area.addEventFilter(KeyEvent.KEY_TYPED, indent::typed);
    }

    private void pressed(KeyEvent event) {
        if (!area.isEditable() || event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        if (event.getCode() == KeyCode.ENTER) {
            area.replaceSelection("\n" + indentAfter(lineUpToCaret()));
            area.requestFollowCaret();
            event.consume();
        } else if (event.getCode() == KeyCode.TAB && !event.isShiftDown()) {
            area.replaceSelection(STEP);
            event.consume();
        }
    }

    private void typed(KeyEvent event) {
        String before = lineUpToCaret();
        if (area.isEditable()
                && event.getCharacter().equals("}")
                && before.isBlank()
                && before.length() >= STEP.length()) {
            int caret = area.getCaretPosition();
            area.deleteText(caret - STEP.length(), caret);
        }
    }

    private String lineUpToCaret() {
        return area.getText(area.getCurrentParagraph()).substring(0, area.getCaretColumn());
    }

    static String indentAfter(String line) {
        String indent = line.substring(0, line.length() - line.stripLeading().length());
        return line.stripTrailing().endsWith("{") ? indent + STEP : indent;
    }
}
