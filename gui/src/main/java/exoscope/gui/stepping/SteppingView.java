package exoscope.gui.stepping;

import exoscope.labs.stepping.Step;
import exoscope.libos.metered.StepPlace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;

/** Draws stepping below the code: the buttons, the variables and the calls; there only while somebody steps. */
public final class SteppingView extends VBox {
    private static final double VARIABLES_PART = 0.62;

    private final SteppingViewModel model;
    private final ListView<StepPlace> calls = new ListView<>();
    private final VariablesView variables = new VariablesView();

    /**
     * @param jump goes to a line of a source file
     * @param toCursor runs to where the caret is
     */
    public SteppingView(SteppingViewModel model, BiConsumer<String, Integer> jump, Runnable toCursor) {
        this.model = model;
        getStyleClass().add("stepping");
        setId("stepping");
        Label sentence = new Label();
        sentence.textProperty().bind(model.sentenceProperty());
        sentence.getStyleClass().add("stepping-sentence");
        sentence.setId("stepping-sentence");
        sentence.setWrapText(true);
        sentence.setMinHeight(Region.USE_PREF_SIZE);
        calls.setAccessibleText("calls, the innermost first");
        calls.setCellFactory(list -> new Cell());
        calls.setOnMouseClicked(event -> go(jump));
        calls.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                go(jump);
            }
        });
        SplitPane state = new SplitPane(titled("Variables", variables), titled("Calls", calls));
        state.setDividerPositions(VARIABLES_PART);
        VBox.setVgrow(state, Priority.ALWAYS);
        getChildren().addAll(bar(toCursor), sentence, state);
        model.variablesProperty().subscribe(variables::show);
        model.stepProperty().subscribe(this::show);
    }

    private static VBox titled(String title, Region content) {
        Label label = new Label(title);
        label.getStyleClass().add("stepping-title");
        VBox.setVgrow(content, Priority.ALWAYS);
        return new VBox(label, content);
    }

    private HBox bar(Runnable toCursor) {
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox bar = new HBox(
                button(MaterialDesignR.REWIND, "Back to the breakpoint before (Shift F9)", model::resumeBack),
                button(MaterialDesignA.ARROW_LEFT_BOLD, "Back to the line before (Shift F8)", model::overBack),
                button(MaterialDesignC.CHEVRON_LEFT, "Back to the charge point before (Shift F7)", model::stepBack),
                button(MaterialDesignC.CHEVRON_RIGHT, "On to the next charge point (F7)", model::step),
                button(
                        MaterialDesignA.ARROW_RIGHT_BOLD,
                        "On to the next line, over what this one calls (F8)",
                        model::over),
                button(MaterialDesignF.FAST_FORWARD, "On to the next breakpoint (F9)", model::resume),
                button(MaterialDesignC.CURSOR_TEXT, "Run to the line of the cursor (Ctrl F9)", toCursor),
                space,
                button(MaterialDesignS.STOP, "End stepping (Esc)", model::end));
        bar.getStyleClass().add("stepping-bar");
        bar.setAlignment(Pos.CENTER_LEFT);
        return bar;
    }

    private static Button button(Ikon icon, String tip, Runnable action) {
        Button button = new Button("", new FontIcon(icon));
        button.setTooltip(new Tooltip(tip));
        button.setAccessibleText(tip);
        button.setFocusTraversable(false);
        button.setOnAction(event -> action.run());
        return button;
    }

    private void show(Optional<Step> step) {
        setVisible(step.isPresent());
        setManaged(step.isPresent());
        List<StepPlace> places = new ArrayList<>();
        step.ifPresent(at -> {
            places.add(at.place());
            places.addAll(at.callers());
        });
        calls.getItems().setAll(places);
    }

    private void go(BiConsumer<String, Integer> jump) {
        StepPlace place = calls.getSelectionModel().getSelectedItem();
        if (place != null) {
            jump.accept(place.file(), place.line());
        }
    }

    private static final class Cell extends ListCell<StepPlace> {
        @Override
        protected void updateItem(@Nullable StepPlace place, boolean empty) {
            super.updateItem(place, empty);
            setText(
                    empty || place == null
                            ? null
                            : "%s, line %d of %s".formatted(place.method(), place.line(), fileName(place)));
        }

        private static String fileName(StepPlace place) {
            return place.file().substring(place.file().lastIndexOf('/') + 1);
        }
    }
}
