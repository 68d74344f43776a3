package exoscope.gui.environments;

import exoscope.gui.look.Badge;
import exoscope.gui.look.EnvLook;
import exoscope.labs.view.Moment;
import exoscope.labs.view.TransferView;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;

/** Draws the disk's queue: what it is at work on, and what waits. */
public final class DiskView extends ScrollPane {
    private final VBox lines = new VBox();

    public DiskView() {
        super();
        setContent(lines);
        setFitToWidth(true);
        lines.getStyleClass().add("disk-lines");
        setId("disk");
    }

    /** Shows the queue at a moment. */
    public void show(Moment moment) {
        List<TransferView> transfers = moment.view().transfers();
        if (transfers.isEmpty()) {
            lines.getChildren().setAll(new Label("The disk is idle."));
            return;
        }
        lines.getChildren()
                .setAll(transfers.stream()
                        .map(transfer -> new Label(
                                sentence(transfer, moment.view().cycle()),
                                new Badge(EnvLook.of(moment.view(), transfer.env()))))
                        .toList());
    }

    static String sentence(TransferView transfer, long now) {
        String what = transfer.write()
                ? "frame %d → block %d".formatted(transfer.frame(), transfer.block())
                : "block %d → frame %d".formatted(transfer.block(), transfer.frame());
        String when = transfer.active() ? "done in %,d cycles".formatted(transfer.until() - now) : "waits for the arm";
        return "%s %s, %s".formatted(transfer.write() ? "writing" : "reading", what, when);
    }
}
