package exoscope.gui.revocation;

import exoscope.gui.look.Badge;
import exoscope.gui.look.Mark;
import exoscope.gui.look.Panel;
import exoscope.labs.view.Moment;
import exoscope.labs.view.Narration;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Draws revocations. */
public final class RevocationsView extends BorderPane {
    private static final String NOTHING =
            "So far the kernel has asked for nothing back. It does so when somebody wants more than is free.";

    private final RevocationPane rows = new RevocationPane();
    private final VBox earlier = new VBox();
    private final Label nothing = new Label(NOTHING);
    private final Panel panel;

    public RevocationsView() {
        nothing.setWrapText(true);
        nothing.getStyleClass().add("panel-empty");
        nothing.managedProperty().bind(nothing.visibleProperty());
        earlier.getStyleClass().add("revocation-earlier");
        ScrollPane scroll = new ScrollPane(new VBox(nothing, rows, earlier));
        scroll.setFitToWidth(true);
        scroll.setFocusTraversable(false);
        BorderPane content = new BorderPane(scroll);
        FlowPane legend = new FlowPane(
                key("life-unheard", "its owner has not heard"),
                key("life-working", "its owner knows"),
                key("life-writing", "being written to disk"),
                key("life-left", "time left"),
                key("life-deadline", "deadline"),
                Mark.ACKNOWLEDGED.legend(),
                Mark.ABORTED.legend());
        legend.getStyleClass().add("legend-line");
        content.setBottom(legend);
        panel = new Panel(
                "Revocations",
                "When something runs short, the kernel asks an environment for certain frames, slices, disk blocks or packet"
                        + " filters. The environment saves what is in them and gives them back, each before its deadline;"
                        + " otherwise the kernel takes them by force. Time runs from left to right.",
                content);
        setCenter(panel);
        setId("revocations");
    }

    private static Label key(String styleClass, String meaning) {
        Region sample = new Region();
        sample.getStyleClass().addAll("life-key", styleClass);
        return Mark.legend(sample, meaning);
    }

    /**
     * Shows the revocations at a moment.
     *
     * @param past the stops up to then
     */
    public void show(Moment moment, List<Narration.Stop> past) {
        RevocationViewModel model = RevocationViewModel.of(moment, past);
        nothing.setVisible(model.rows().isEmpty());
        rows.show(model);
        earlier.getChildren().clear();
        if (!model.earlier().isEmpty()) {
            earlier.getChildren().add(new Label("Earlier:"));
        }
        for (RevocationViewModel.Row row : model.earlier()) {
            Label who = new Label(row.of().resource().inWords(), new Badge(row.look()));
            who.getStyleClass().add("revocation-who");
            earlier.getChildren().add(new HBox(who, RevocationPane.status(row)));
        }
        panel.summarise(model.summary());
    }
}
