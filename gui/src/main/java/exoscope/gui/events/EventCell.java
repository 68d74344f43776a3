package exoscope.gui.events;

import exoscope.gui.events.EventsViewModel.Line;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** One line of the event list: the cycle and the sentence. */
final class EventCell extends ListCell<Line> {
    private final Supplier<EventsViewModel> model;
    private final Label cycle = new Label();
    private final Label sentence = new Label();
    private final HBox box = new HBox(cycle, sentence);

    EventCell(Supplier<EventsViewModel> model) {
        this.model = model;
        cycle.setMinWidth(Region.USE_PREF_SIZE);
        cycle.getStyleClass().add("event-cycle");
        box.setAlignment(Pos.CENTER_LEFT);
        box.getStyleClass().add("event-line");
        setPrefWidth(0); // as wide as the list, so that long sentences end in dots instead of a scroll bar
    }

    @Override
    protected void updateItem(@Nullable Line line, boolean empty) {
        super.updateItem(line, empty);
        if (empty || line == null) {
            setGraphic(null);
            setTooltip(null);
            return;
        }
        String text = model.get().sentence(line);
        cycle.setText("%,d".formatted(model.get().cycle(line)));
        sentence.setText(text);
        setGraphic(box);
        setTooltip(new Tooltip(text));
        setAccessibleText("Cycle " + cycle.getText() + ": " + text);
    }
}
