package exoscope.gui.timeline;

import javafx.scene.Node;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyEvent;

/** The keys that move the place, wherever in the panels the focus is. */
public final class TimelineKeys {
    /** What the keys do, for tooltips and documents. */
    public static final String EXPLAINED =
            "← → one event · Page Up/Down previous/next stop · Home/End · Space play or pause";

    private TimelineKeys() {}

    /** Lets the keys work in a part of a window. */
    public static void install(Node part, TimelineViewModel model) {
        part.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            boolean modified = event.isShortcutDown() || event.isAltDown() || event.isShiftDown();
            if (!modified && !(event.getTarget() instanceof TextInputControl) && press(event, model)) {
                event.consume();
            }
        });
    }

    private static boolean press(KeyEvent event, TimelineViewModel model) {
        switch (event.getCode()) {
            case LEFT -> model.stepBack();
            case RIGHT -> model.stepForward();
            case HOME -> model.toStart();
            case END -> model.toEnd();
            case PAGE_UP -> model.previousStop();
            case PAGE_DOWN -> model.nextStop();
            case SPACE -> {
                if (event.getTarget() instanceof javafx.scene.control.ButtonBase) {
                    return false;
                }
                model.togglePlaying();
            }
            default -> {
                return false;
            }
        }
        return true;
    }
}
