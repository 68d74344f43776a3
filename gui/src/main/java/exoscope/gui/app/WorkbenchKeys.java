package exoscope.gui.app;

import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/** The workbench's keys: F5 runs, F6 checks, Ctrl S saves, Ctrl 1 and Ctrl 2 turn to code and machine. */
final class WorkbenchKeys {
    private static final KeyCombination SAVE = new KeyCodeCombination(KeyCode.S, KeyCombination.SHORTCUT_DOWN);

    private static final KeyCombination CODE = new KeyCodeCombination(KeyCode.DIGIT1, KeyCombination.SHORTCUT_DOWN);
    private static final KeyCombination MACHINE = new KeyCodeCombination(KeyCode.DIGIT2, KeyCombination.SHORTCUT_DOWN);

    private WorkbenchKeys() {}

    static void install(WorkbenchView view) {
        view.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (act(view, event)) {
                event.consume();
            }
        });
    }

    private static boolean act(WorkbenchView view, KeyEvent event) {
        if (event.getCode() == KeyCode.F5) {
            view.run();
        } else if (event.getCode() == KeyCode.F6) {
            view.check();
        } else if (SAVE.match(event)) {
            return view.save();
        } else if (CODE.match(event)) {
            view.showCode();
        } else if (MACHINE.match(event)) {
            view.showMachine();
        } else {
            return false;
        }
        return true;
    }
}
