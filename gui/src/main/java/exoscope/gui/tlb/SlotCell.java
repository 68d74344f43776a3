package exoscope.gui.tlb;

import exoscope.gui.look.Mark;
import exoscope.gui.tlb.TlbViewModel.Change;
import exoscope.gui.tlb.TlbViewModel.Slot;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** One slot of the TLB. */
final class SlotCell extends HBox {
    private static final PseudoClass FILLED = PseudoClass.getPseudoClass("filled");
    private static final PseudoClass DROPPED = PseudoClass.getPseudoClass("dropped");

    private final Label text = new Label();
    private final Node writable = Mark.WRITABLE.icon();
    private final Tooltip tip = new Tooltip();
    private @Nullable Slot shown;

    SlotCell() {
        super();
        getChildren().addAll(text, writable);
        text.setMinWidth(Region.USE_PREF_SIZE);
        setAlignment(Pos.CENTER);
        writable.managedProperty().bind(writable.visibleProperty());
        setAccessibleRole(AccessibleRole.TEXT);
        Tooltip.install(this, tip);
    }

    void show(Slot slot) {
        if (slot.equals(shown)) {
            return;
        }
        shown = slot;
        getStyleClass().setAll("tlb-slot", slot.look().styleClass());
        text.setText(slot.valid() ? slot.page() + "→" + slot.frame() : "");
        writable.setVisible(slot.writable());
        pseudoClassStateChanged(FILLED, slot.change() == Change.FILLED);
        pseudoClassStateChanged(DROPPED, slot.change() == Change.DROPPED);
        setAccessibleText(slot.description());
        tip.setText(slot.description());
    }
}
