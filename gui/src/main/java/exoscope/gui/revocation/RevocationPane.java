package exoscope.gui.revocation;

import exoscope.gui.look.Badge;
import exoscope.gui.look.Mark;
import exoscope.gui.revocation.RevocationViewModel.Row;
import exoscope.labs.view.RevocationView.Outcome;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** The rows of a round: who was asked for what, the lifeline, how it stands. */
final class RevocationPane extends GridPane {
    private final TimeAxis axis = new TimeAxis();

    RevocationPane() {
        getStyleClass().add("revocation-rows");
        ColumnConstraints who = new ColumnConstraints();
        who.setMinWidth(Region.USE_PREF_SIZE);
        ColumnConstraints line = new ColumnConstraints();
        line.setHgrow(Priority.ALWAYS);
        line.setFillWidth(true);
        ColumnConstraints status = new ColumnConstraints();
        status.setMinWidth(Region.USE_PREF_SIZE);
        getColumnConstraints().setAll(who, line, status);
    }

    void show(RevocationViewModel model) {
        getChildren().clear();
        if (model.rows().isEmpty()) {
            return;
        }
        axis.show(model);
        add(axis, 1, 0);
        int at = 1;
        for (Row row : model.rows()) {
            addRow(at++, row, model);
        }
    }

    private void addRow(int at, Row row, RevocationViewModel model) {
        Label who = new Label(row.of().resource().inWords(), new Badge(row.look()));
        who.getStyleClass().add("revocation-who");
        Lifeline line = new Lifeline(row, model);
        line.setAccessibleRole(AccessibleRole.TEXT);
        line.setAccessibleText(row.description());
        add(who, 0, at);
        add(line, 1, at);
        add(status(row), 2, at);
        getChildren().forEach(node -> GridPane.setValignment(node, VPos.CENTER));
    }

    static Label status(Row row) {
        Label status = new Label(row.status(), sign(row.of().outcome()));
        status.getStyleClass()
                .addAll("revocation-status", row.of().outcome() == Outcome.ABORTED ? "status-aborted" : "status-plain");
        return status;
    }

    private static Node sign(Outcome outcome) {
        return switch (outcome) {
            case OPEN -> Mark.ASKED.icon();
            case ACKNOWLEDGED -> Mark.ACKNOWLEDGED.icon();
            case ABORTED -> Mark.ABORTED.icon();
        };
    }
}
