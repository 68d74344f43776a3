package exoscope.gui.timeline;

import exoscope.gui.look.Mark;
import exoscope.gui.timeline.TimelineViewModel.Speed;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Font;
import javafx.util.Duration;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;

/** Draws the timeline. */
public final class TimelineView extends VBox {
    private static final double ICON = 1.5;

    private final TimelineViewModel model;
    private final Slider slider = new Slider(0, 1, 0);
    private final MarkStrip marks = new MarkStrip();
    private final NestingStrip nesting = new NestingStrip();
    private final Label sentence = new Label();
    private final Label position = new Label();
    private final Button play = button(MaterialDesignP.PLAY, "Play or pause (Space)");
    private final Timeline clock = new Timeline();
    private boolean following;

    public TimelineView(TimelineViewModel model) {
        this.model = model;
        getStyleClass().add("timeline");
        setId("timeline");
        sentence.getStyleClass().add("timeline-sentence");
        sentence.setMaxWidth(Double.MAX_VALUE);
        sentence.setMinWidth(0);
        position.getStyleClass().add("timeline-position");
        position.setMinWidth(Region.USE_PREF_SIZE);
        slider.setAccessibleText("Place in the run");
        slider.valueProperty().subscribe(value -> {
            if (!following) {
                model.playingProperty().set(false);
                model.seek(Math.round(value.doubleValue()));
            }
        });
        HBox words = new HBox(sentence, position);
        words.getStyleClass().add("timeline-words");
        words.setAlignment(Pos.BASELINE_LEFT);
        HBox.setHgrow(sentence, Priority.ALWAYS);
        getChildren().addAll(words, controls());
        clock.setCycleCount(Timeline.INDEFINITE);
        model.momentProperty().subscribe(moment -> follow());
        model.playingProperty().subscribe(this::play);
        model.speedProperty().subscribe(speed -> pace(speed));
        tell();
    }

    /** The font of everything that has no size of its own: its size is one em. */
    public ReadOnlyObjectProperty<Font> fontProperty() {
        return position.fontProperty();
    }

    private HBox controls() {
        Button start = button(MaterialDesignS.SKIP_BACKWARD, "To the beginning (Home)");
        Button previous = button(MaterialDesignS.SKIP_PREVIOUS, "Previous stop (Page Up)");
        Button back = button(MaterialDesignC.CHEVRON_LEFT, "One event back (←)");
        Button forward = button(MaterialDesignC.CHEVRON_RIGHT, "One event on (→)");
        Button next = button(MaterialDesignS.SKIP_NEXT, "Next stop (Page Down)");
        Button end = button(MaterialDesignS.SKIP_FORWARD, "To the end (End)");
        start.setOnAction(event -> model.toStart());
        previous.setOnAction(event -> model.previousStop());
        back.setOnAction(event -> model.stepBack());
        play.setOnAction(event -> model.togglePlaying());
        forward.setOnAction(event -> model.stepForward());
        next.setOnAction(event -> model.nextStop());
        end.setOnAction(event -> model.toEnd());
        ChoiceBox<Speed> speed = new ChoiceBox<>();
        speed.getItems().setAll(Speed.values());
        speed.valueProperty().bindBidirectional(model.speedProperty());
        speed.setAccessibleText("Speed of playing");
        speed.setTooltip(new Tooltip("Speed of playing"));
        VBox track = new VBox(marks, slider, nesting);
        track.setAlignment(Pos.CENTER);
        HBox.setHgrow(track, Priority.ALWAYS);
        HBox controls = new HBox(start, previous, back, play, forward, next, end, track, speed);
        controls.getStyleClass().add("timeline-controls");
        controls.setAlignment(Pos.CENTER);
        return controls;
    }

    private static Button button(Ikon ikon, String meaning) {
        Button button = new Button("", Mark.sized(ikon, ICON));
        button.getStyleClass().addAll("button-icon", "flat", "timeline-button");
        button.setAccessibleText(meaning);
        button.setTooltip(new Tooltip(meaning));
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }

    /** Takes over the run that the model has now. */
    public void tell() {
        following = true;
        slider.setMax((double) Math.max(1, model.last()));
        slider.setBlockIncrement(1);
        following = false;
        marks.show(model.marks());
        nesting.show(model.nestings());
        follow();
    }

    private void follow() {
        following = true;
        slider.setValue((double) model.moment().place());
        following = false;
        sentence.setText(model.moment().sentence());
        position.setText(model.position());
    }

    private void play(boolean playing) {
        play.setGraphic(Mark.sized(playing ? MaterialDesignP.PAUSE : MaterialDesignP.PLAY, ICON));
        if (playing) {
            clock.play();
        } else {
            clock.stop();
        }
    }

    private void pace(Speed speed) {
        clock.stop();
        clock.getKeyFrames()
                .setAll(new KeyFrame(Duration.millis((double) speed.milliseconds()), event -> model.tick()));
        if (model.playingProperty().get()) {
            clock.play();
        }
    }
}
