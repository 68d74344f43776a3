package exoscope.gui.look;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** The frame around a panel: a title, one line about what there is to see, and the content. */
public final class Panel extends BorderPane {
    private final Label summary = new Label();

    /**
     * @param title what the panel is called
     * @param about explains the panel to somebody who sees it for the first time
     */
    public Panel(String title, String about, Node content) {
        getStyleClass().add("panel");
        Label name = new Label(title);
        name.getStyleClass().add("panel-title");
        name.setMinWidth(Region.USE_PREF_SIZE);
        Label help = new Label("?");
        help.getStyleClass().add("panel-help");
        help.setMinWidth(Region.USE_PREF_SIZE);
        Tooltip.install(help, tip(about));
        help.setAccessibleText(about);
        summary.getStyleClass().add("panel-summary");
        summary.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(summary, Priority.ALWAYS);
        HBox header = new HBox(name, summary, help);
        header.getStyleClass().add("panel-header");
        header.setAlignment(Pos.BASELINE_LEFT);
        setTop(header);
        setCenter(content);
    }

    private static Tooltip tip(String about) {
        Tooltip tip = new Tooltip(about);
        tip.setWrapText(true);
        tip.setMaxWidth(420);
        return tip;
    }

    /** Says what there is to see just now. */
    public void summarise(String text) {
        summary.setText(text);
    }

    public String summary() {
        return summary.getText();
    }
}
