package exoscope.gui.frames;

import exoscope.gui.frames.FramesViewModel.Cell;
import exoscope.gui.look.Mark;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** One frame of the grid. */
final class FrameCell extends BorderPane {
    private static final PseudoClass ASKED = PseudoClass.getPseudoClass("asked");
    private static final PseudoClass CHANGED = PseudoClass.getPseudoClass("changed");

    private final Label number = new Label();
    private final Label letter = new Label();
    private final Label page = new Label();
    private final Node writable = Mark.WRITABLE.icon();
    private final Node asked = Mark.ASKED.icon();
    private final Node pinned = Mark.PINNED.icon();
    private final Tooltip tip = new Tooltip();
    private @Nullable Cell shown;

    FrameCell() {
        number.getStyleClass().add("frame-number");
        letter.getStyleClass().add("frame-letter");
        page.getStyleClass().add("frame-page");
        page.setMinWidth(Region.USE_PREF_SIZE);
        HBox top = new HBox(asked, pinned, letter);
        top.setAlignment(Pos.CENTER_RIGHT);
        top.getStyleClass().add("frame-marks");
        BorderPane upper = new BorderPane();
        upper.setLeft(number);
        upper.setRight(top);
        HBox lower = new HBox(page, writable);
        lower.getStyleClass().add("frame-marks");
        lower.setAlignment(Pos.CENTER_LEFT);
        setTop(upper);
        setBottom(lower);
        for (Node mark : new Node[] {writable, asked, pinned}) {
            mark.managedProperty().bind(mark.visibleProperty());
        }
        setAccessibleRole(AccessibleRole.TEXT);
        Tooltip.install(this, tip);
    }

    void show(Cell cell) {
        if (cell.equals(shown)) {
            return;
        }
        shown = cell;
        getStyleClass().setAll("frame-cell", cell.look().styleClass());
        number.setText(Integer.toString(cell.frame()));
        letter.setText(cell.look().letter());
        page.setText(cell.page());
        writable.setVisible(cell.writable());
        asked.setVisible(cell.asked());
        pinned.setVisible(cell.pinned());
        pseudoClassStateChanged(ASKED, cell.asked());
        pseudoClassStateChanged(CHANGED, cell.changed());
        setAccessibleText(cell.description());
        tip.setText(cell.description());
    }
}
