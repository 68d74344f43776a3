package exoscope.gui.checks;

import exoscope.gui.checks.ChecksViewModel.Row;
import exoscope.gui.checks.ChecksViewModel.Verdict;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignE;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;

/** The checks as a list: verdict, points, title, and for what failed the whole story and a way to look at it. */
public final class ChecksView extends BorderPane {
    private final ChecksViewModel model;
    private final Consumer<Row> show;
    private final VBox list = new VBox();

    /** @param show replays the run of a row and goes to its place */
    public ChecksView(ChecksViewModel model, Consumer<Row> show) {
        this.model = model;
        this.show = show;
        getStyleClass().add("checks");
        Label summary = new Label();
        summary.textProperty().bind(model.summaryProperty());
        summary.getStyleClass().add("checks-summary");
        summary.setWrapText(true);
        setTop(summary);
        list.getStyleClass().add("checks-list");
        ScrollPane scroll = new ScrollPane(list);
        scroll.setFitToWidth(true);
        setCenter(scroll);
        model.rows().addListener((ListChangeListener<Row>) change -> refresh());
        refresh();
    }

    private void refresh() {
        list.getChildren().setAll(model.rows().stream().map(this::row).toList());
    }

    private Node row(Row row) {
        String verdict = row.verdict().word();
        FontIcon icon = new FontIcon(
                switch (row.verdict()) {
                    case NOT_RUN -> MaterialDesignC.CIRCLE_OUTLINE;
                    case PASSED -> MaterialDesignC.CHECK_CIRCLE;
                    case FAILED -> MaterialDesignA.ALERT_CIRCLE;
                    case SKIPPED -> MaterialDesignM.MINUS_CIRCLE_OUTLINE;
                });
        Label word = new Label(verdict, icon);
        word.getStyleClass().addAll("check-verdict", "check-" + verdict.replace(' ', '-'));
        Label points = new Label("%d / %d".formatted(row.points(), row.check().points()));
        points.getStyleClass().add("check-points");
        Label title = new Label(row.check().title());
        title.setWrapText(true);
        title.getStyleClass().add("check-title");
        title.setTooltip(new Tooltip("%s, %s check, scenario %s"
                .formatted(
                        row.check().id(),
                        row.check().family().name().toLowerCase(Locale.ROOT),
                        row.check().scenario())));
        VBox text = new VBox(title);
        HBox.setHgrow(text, Priority.ALWAYS);
        if (!row.detail().isEmpty()) {
            Label detail = new Label(row.detail());
            detail.setWrapText(true);
            detail.getStyleClass().add("check-detail");
            text.getChildren().add(detail);
        }
        if (row.verdict() == Verdict.FAILED && !row.ticket().isEmpty()) {
            text.getChildren().add(showButton(row));
        }
        text.getStyleClass().add("check-text");
        HBox line = new HBox(word, text, points);
        line.setAlignment(Pos.TOP_LEFT);
        line.getStyleClass().add("check-row");
        line.setAccessibleText("%s: %s. %s".formatted(row.check().title(), verdict, row.detail()));
        return line;
    }

    private Button showButton(Row row) {
        Button button = new Button("Show me where", new FontIcon(MaterialDesignE.EYE_OUTLINE));
        button.getStyleClass().add("small");
        button.setMinWidth(USE_PREF_SIZE);
        button.setTooltip(new Tooltip("Replay " + row.ticket() + " and go to the place"));
        button.setOnAction(event -> show.accept(row));
        return button;
    }
}
