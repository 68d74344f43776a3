package exoscope.gui.frames;

import exoscope.gui.look.Badge;
import exoscope.gui.look.Mark;
import exoscope.gui.look.Panel;
import exoscope.labs.view.Moment;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.TilePane;
import javafx.scene.layout.VBox;

/** Draws physical memory. */
public final class FramesView extends BorderPane {
    private final TilePane grid = new TilePane();
    private final FlowPane shares = new FlowPane();
    private final Label off = new Label("The power is off. Press → to go on by one event, or Space to play.");
    private final Panel panel;
    private List<FramesViewModel.Share> sharesShown = List.of();

    public FramesView() {
        grid.getStyleClass().add("frame-grid");
        shares.getStyleClass().add("legend-line");
        FlowPane marks = new FlowPane(Mark.ASKED.legend(), Mark.PINNED.legend(), Mark.WRITABLE.legend());
        marks.getStyleClass().add("legend-line");
        off.getStyleClass().add("panel-empty");
        off.managedProperty().bind(off.visibleProperty());
        ScrollPane scroll = new ScrollPane(new VBox(off, grid));
        scroll.setFitToWidth(true);
        scroll.setFocusTraversable(false);
        BorderPane content = new BorderPane(scroll);
        content.setTop(shares);
        content.setBottom(marks);
        panel = new Panel(
                "Physical memory",
                "Every box is one frame of 4 KiB. Its colour, pattern and letter say who owns it; the number below is the"
                        + " virtual page that its owner has mapped to it, in hexadecimal. An outlined box has just"
                        + " changed.",
                content);
        setCenter(panel);
        setId("frames");
    }

    /** Shows the memory at a moment. */
    public void show(Moment moment) {
        FramesViewModel model = FramesViewModel.of(moment);
        while (grid.getChildren().size() < model.cells().size()) {
            grid.getChildren().add(new FrameCell());
        }
        grid.getChildren().remove(model.cells().size(), grid.getChildren().size());
        for (FramesViewModel.Cell cell : model.cells()) {
            ((FrameCell) grid.getChildren().get(cell.frame())).show(cell);
        }
        if (!model.shares().equals(sharesShown)) {
            sharesShown = model.shares();
            shares.getChildren()
                    .setAll(sharesShown.stream()
                            .map(share -> Mark.legend(new Badge(share.look()), share.text()))
                            .toList());
        }
        off.setVisible(model.cells().isEmpty());
        panel.summarise(model.summary());
    }
}
