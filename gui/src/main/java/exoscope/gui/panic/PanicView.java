package exoscope.gui.panic;

import exoscope.gui.panic.PanicViewModel.Row;
import java.util.List;
import java.util.function.BiConsumer;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;

/** Draws a libOS panic below the code; there only while there is one. */
public final class PanicView extends VBox {
    private final Label title = new Label("", new FontIcon(MaterialDesignF.FLASH_ALERT));
    private final Label headline = new Label();
    private final TabPane tabs = new TabPane();
    private final BiConsumer<String, Integer> jump;

    /**
     * @param jump goes to a line of a source file
     * @param toMachine shows the machine at that moment
     * @param stepping steps through the code there
     */
    public PanicView(BiConsumer<String, Integer> jump, Runnable toMachine, Runnable stepping) {
        this.jump = jump;
        getStyleClass().add("panic");
        setId("panic");
        title.getStyleClass().add("panic-title");
        title.setMinWidth(Region.USE_PREF_SIZE);
        headline.getStyleClass().add("panic-headline");
        headline.setWrapText(true);
        headline.setMinHeight(Region.USE_PREF_SIZE);
        Button machine = new Button("Show the machine");
        machine.setMinWidth(Region.USE_PREF_SIZE);
        machine.setTooltip(new Tooltip("The machine at the moment of the panic (Ctrl 2)"));
        machine.setOnAction(event -> toMachine.run());
        Button step = new Button("Step from here");
        step.setMinWidth(Region.USE_PREF_SIZE);
        step.setTooltip(new Tooltip("Look at the variables, and go back step by step"));
        step.setOnAction(event -> stepping.run());
        Button close = new Button("", new FontIcon(MaterialDesignC.CLOSE));
        close.setAccessibleText("close what is said about the panic");
        close.setOnAction(event -> hide());
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox bar = new HBox(title, space, step, machine, close);
        bar.getStyleClass().add("panic-bar");
        bar.setAlignment(Pos.CENTER_LEFT);
        tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        tabs.getStyleClass().add("dense");
        VBox.setVgrow(tabs, Priority.ALWAYS);
        getChildren().addAll(bar, headline, tabs);
        hide();
    }

    /** Shows a panic. */
    public void show(PanicViewModel panic) {
        title.setText(panic.title());
        headline.setText(panic.headline());
        tabs.getTabs()
                .setAll(
                        new Tab("Where", list(panic.stack(), "calls at the panic")),
                        new Tab("Last kernel calls", list(panic.calls(), "last kernel calls")),
                        new Tab("What it owned", list(panic.state(), "what the environment owned")));
        setVisible(true);
        setManaged(true);
    }

    /** Takes the panel away. */
    public void hide() {
        setVisible(false);
        setManaged(false);
    }

    private ListView<Row> list(List<Row> rows, String accessible) {
        ListView<Row> list = new ListView<>();
        list.getItems().setAll(rows);
        list.setAccessibleText(accessible);
        list.setPlaceholder(new Label("None."));
        list.setCellFactory(view -> new Cell());
        list.setOnMouseClicked(event -> go(list.getSelectionModel().getSelectedItem()));
        list.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                go(list.getSelectionModel().getSelectedItem());
            }
        });
        return list;
    }

    private void go(@Nullable Row row) {
        if (row != null && !row.file().isEmpty()) {
            jump.accept(row.file(), row.line());
        }
    }

    private static final class Cell extends ListCell<Row> {
        private static final PseudoClass HEADING = PseudoClass.getPseudoClass("heading");
        private static final PseudoClass LINK = PseudoClass.getPseudoClass("place");

        @Override
        protected void updateItem(Row row, boolean empty) {
            super.updateItem(row, empty);
            boolean there = !empty && row != null;
            setText(there ? row.text() : null);
            pseudoClassStateChanged(HEADING, there && row.heading());
            pseudoClassStateChanged(LINK, there && !row.file().isEmpty());
        }
    }
}
