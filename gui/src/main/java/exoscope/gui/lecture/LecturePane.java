package exoscope.gui.lecture;

import exoscope.gui.look.Theme;
import exoscope.gui.machine.MachinePane;
import exoscope.labs.scene.SceneScript;
import exoscope.labs.scene.SceneScript.Beat;
import exoscope.labs.view.Moment;
import javafx.scene.control.Label;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** A scene as a lecturer shows it: arrow keys, or a clicker, go from caption to caption. */
public final class LecturePane extends BorderPane {
    private static final String KEYS = "→ next   ← back   Shift+→ next stop   Ctrl + larger";

    private final SceneScript script;
    private final MachinePane machine;
    private final Label title = new Label();
    private final Label say = new Label();

    public LecturePane(SceneScript script) {
        this.script = script;
        machine = new MachinePane(script.narration().playback());
        getStylesheets().add(Theme.sheet());
        title.getStyleClass().add("lecture-title");
        title.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(title, Priority.ALWAYS);
        Label keys = new Label(KEYS);
        keys.getStyleClass().add("lecture-keys");
        keys.setMinWidth(Region.USE_PREF_SIZE);
        say.getStyleClass().add("lecture-say");
        say.setWrapText(true);
        say.setId("caption");
        VBox caption = new VBox(new HBox(title, keys), say);
        caption.getStyleClass().addAll("machine-pane", "lecture-caption");
        setTop(caption);
        setCenter(machine);
        addEventFilter(KeyEvent.KEY_PRESSED, this::press);
        machine.timeline().momentProperty().subscribe(this::follow);
    }

    public MachinePane machine() {
        return machine;
    }

    private void press(KeyEvent event) {
        if (event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        switch (event.getCode()) {
            case RIGHT, PAGE_DOWN -> {
                if (event.isShiftDown()) {
                    machine.timeline().nextStop();
                } else {
                    nextBeat();
                }
                event.consume();
            }
            case LEFT, PAGE_UP -> {
                if (event.isShiftDown()) {
                    machine.timeline().previousStop();
                } else {
                    previousBeat();
                }
                event.consume();
            }
            default -> {}
        }
    }

    /** Goes to the next caption, and from the last one to the end. */
    public void nextBeat() {
        long place = machine.timeline().moment().place();
        machine.timeline()
                .seek(script.beatAfter(place)
                        .map(Beat::place)
                        .orElse(machine.timeline().last()));
    }

    /** Goes to the caption before, and from the first one to the beginning. */
    public void previousBeat() {
        long place = machine.timeline().moment().place();
        machine.timeline().seek(script.beatBefore(place).map(Beat::place).orElse(0L));
    }

    private void follow(Moment moment) {
        var beat = script.beatAt(moment.place());
        say.setText(beat.map(at -> at.caption().say())
                .orElse("Press → to begin: " + script.scene().title() + "."));
        title.setText(beat.map(at -> "%s   %d / %d"
                        .formatted(
                                script.scene().title(),
                                script.beats().indexOf(at) + 1,
                                script.beats().size()))
                .orElse(script.scene().title()));
    }
}
