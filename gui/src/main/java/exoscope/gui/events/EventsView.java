package exoscope.gui.events;

import exoscope.gui.events.EventsViewModel.Line;
import exoscope.labs.view.Moment;
import exoscope.labs.view.Narration;
import java.util.function.LongConsumer;
import javafx.collections.FXCollections;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ListView;
import javafx.scene.layout.BorderPane;

/** Draws the list of events. Whoever selects one goes to its place. */
public final class EventsView extends BorderPane {
    private static final int LINES_ABOVE = 3;

    private final ListView<Line> list = new ListView<>();
    private final CheckBox all = new CheckBox("Every event, also TLB refills and slices");
    private final LongConsumer seek;
    private EventsViewModel model;
    private long place;
    private boolean following;

    /** @param seek told the place of the event that was selected */
    public EventsView(Narration narration, LongConsumer seek) {
        this.seek = seek;
        model = new EventsViewModel(narration, false);
        list.setCellFactory(view -> new EventCell(() -> model));
        list.getSelectionModel().selectedItemProperty().subscribe(line -> {
            if (line != null && !following) {
                this.seek.accept(line.place());
            }
        });
        list.setAccessibleText("Events of the run");
        all.getStyleClass().add("event-filter");
        all.selectedProperty().subscribe(every -> use(new EventsViewModel(model.narration(), every)));
        setCenter(list);
        setBottom(all);
        setId("events");
    }

    /** Shows the events of another run. */
    public void tell(Narration narration) {
        use(new EventsViewModel(narration, all.isSelected()));
    }

    private void use(EventsViewModel other) {
        model = other;
        following = true;
        list.setItems(FXCollections.observableList(other.lines()));
        following = false;
        follow();
    }

    /** Marks the event that a moment is about. */
    public void show(Moment moment) {
        place = moment.place();
        follow();
    }

    private void follow() {
        int line = model.lineAt(place);
        following = true;
        if (line < 0) {
            list.getSelectionModel().clearSelection();
            list.scrollTo(0);
        } else {
            list.getSelectionModel().select(line);
            list.scrollTo(Math.max(0, line - LINES_ABOVE));
        }
        following = false;
    }
}
