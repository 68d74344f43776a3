package exoscope.gui.revocation;

import exoscope.gui.look.Mark;
import exoscope.gui.revocation.RevocationViewModel.Row;
import exoscope.gui.revocation.RevocationViewModel.Write;
import exoscope.labs.view.RevocationView;
import exoscope.labs.view.RevocationView.Outcome;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

/** A revocation drawn along the time axis, from the kernel's request on the left to the deadline on the right. */
final class Lifeline extends Pane {
    private static final double THIN = 0.22;
    private static final double THICK = 0.62;

    private record Piece(Region region, double from, double to, double height) {}

    private final List<Piece> pieces = new ArrayList<>();
    private final Region deadline = part("life-deadline");
    private final Region now = part("life-now");
    private final Node end;
    private final double deadlineAt;
    private final double nowAt;
    private final double endAt;

    Lifeline(Row row, RevocationViewModel model) {
        getStyleClass().add("lifeline");
        RevocationView of = row.of();
        double span = model.to() - model.from();
        deadlineAt = (of.deadline() - model.from()) / span;
        nowAt = (model.now() - model.from()) / span;
        endAt = (row.end(model.now()) - model.from()) / span;
        double asked = (of.requestedAt() - model.from()) / span;
        double noticed = of.noticedAt() < 0 ? endAt : (of.noticedAt() - model.from()) / span;
        add("life-unheard", asked, noticed, THIN);
        if (of.noticedAt() >= 0) {
            add("life-working", noticed, endAt, THIN);
        }
        if (of.open()) {
            add("life-left", endAt, deadlineAt, THICK);
        }
        for (Write write : row.writes()) {
            double to = Math.min((write.to() - model.from()) / span, endAt);
            add(
                    write.cancelled() ? "life-cancelled" : "life-writing",
                    Math.max(asked, (write.from() - model.from()) / span),
                    to,
                    THICK);
        }
        end = ending(of);
        getChildren().addAll(deadline, now, end);
        now.setVisible(nowAt <= 1);
    }

    private static Node ending(RevocationView of) {
        if (of.open()) {
            return new Label();
        }
        return (of.outcome() == Outcome.ABORTED ? Mark.ABORTED : Mark.ACKNOWLEDGED).icon();
    }

    private static Region part(String styleClass) {
        Region region = new Region();
        region.getStyleClass().add(styleClass);
        region.setMouseTransparent(true);
        return region;
    }

    private void add(String styleClass, double from, double to, double height) {
        Region region = part(styleClass);
        pieces.add(new Piece(region, from, Math.max(from, to), height));
        getChildren().add(region);
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth() - 1;
        double height = getHeight();
        for (Piece piece : pieces) {
            double x = piece.from() * width;
            double tall = Math.rint(height * piece.height());
            piece.region().resizeRelocate(x, Math.rint((height - tall) / 2), Math.max(1, piece.to() * width - x), tall);
        }
        deadline.resizeRelocate(Math.min(deadlineAt * width, width - 2), 0, 3, height);
        now.resizeRelocate(nowAt * width, 0, 1, height);
        end.autosize();
        double endWidth = end.getLayoutBounds().getWidth();
        double endHeight = end.getLayoutBounds().getHeight();
        double x = Math.clamp(endAt * width - endWidth / 2, 0, Math.max(0, width - endWidth));
        end.relocate(x, (height - endHeight) / 2);
    }
}
