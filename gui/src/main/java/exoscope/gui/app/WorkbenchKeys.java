package exoscope.gui.app;

import exoscope.gui.stepping.SteppingViewModel;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/**
 * The workbench's keys: F5 runs, F6 checks, F7 steps, Ctrl S saves, Ctrl 1 and Ctrl 2 turn to code and machine; while
 * somebody steps, F7 to F9 move on, and with Shift back.
 */
final class WorkbenchKeys {
    private static final KeyCombination SAVE = new KeyCodeCombination(KeyCode.S, KeyCombination.SHORTCUT_DOWN);

    private static final KeyCombination BREAKPOINT = new KeyCodeCombination(KeyCode.B, KeyCombination.SHORTCUT_DOWN);
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
        SteppingViewModel stepping = view.model().stepping();
        if (stepping.active() && move(view, stepping, event)) {
            return true;
        }
        if (event.getCode() == KeyCode.F7) {
            view.step();
        } else if (BREAKPOINT.match(event)) {
            view.toggleBreakpoint();
        } else if (event.getCode() == KeyCode.F5) {
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

    /** Back with Shift. */
    private static boolean move(WorkbenchView view, SteppingViewModel stepping, KeyEvent event) {
        boolean back = event.isShiftDown();
        switch (event.getCode()) {
            case F7 -> choose(back, stepping::stepBack, stepping::step);
            case F8 -> choose(back, stepping::overBack, stepping::over);
            case F9 -> {
                if (event.isShortcutDown()) {
                    view.stepToCursor();
                } else {
                    choose(back, stepping::resumeBack, stepping::resume);
                }
            }
            case ESCAPE -> {
                if (event.getTarget() instanceof TextInputControl) {
                    return false; // it closes the search
                }
                stepping.end();
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void choose(boolean back, Runnable backwards, Runnable forwards) {
        if (back) {
            backwards.run();
        } else {
            forwards.run();
        }
    }
}
