package exoscope.gui.tlb;

import exoscope.gui.look.Mark;
import exoscope.gui.look.Panel;
import exoscope.labs.view.Moment;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.TilePane;

/** Draws the hardware TLB. */
public final class TlbView extends BorderPane {
    private final TilePane grid = new TilePane();
    private final Panel panel;

    public TlbView() {
        grid.getStyleClass().add("tlb-grid");
        Label reading = new Label("page → frame, in the colour of the environment that may use it");
        reading.getStyleClass().add("legend");
        FlowPane legend = new FlowPane(reading, Mark.WRITABLE.legend());
        legend.getStyleClass().add("legend-line");
        ScrollPane scroll = new ScrollPane(grid);
        scroll.setFitToWidth(true);
        scroll.setFocusTraversable(false);
        BorderPane content = new BorderPane(scroll);
        content.setBottom(legend);
        panel = new Panel(
                "TLB",
                "The processor's translation lookaside buffer: the only page table that this hardware knows. Every access"
                        + " needs a slot for its page; if there is none, the kernel or the libOS fills one. Page numbers"
                        + " are in hexadecimal. An outlined slot has just been filled, a dashed one emptied.",
                content);
        setCenter(panel);
        setId("tlb");
    }

    /** Shows the TLB at a moment. */
    public void show(Moment moment) {
        TlbViewModel model = TlbViewModel.of(moment);
        while (grid.getChildren().size() < model.slots().size()) {
            grid.getChildren().add(new SlotCell());
        }
        grid.getChildren().remove(model.slots().size(), grid.getChildren().size());
        for (TlbViewModel.Slot slot : model.slots()) {
            ((SlotCell) grid.getChildren().get(slot.index())).show(slot);
        }
        panel.summarise(model.summary());
    }
}
