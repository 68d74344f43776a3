package exoscope.gui.timeline;

import exoscope.gui.timeline.TimelineViewModel.SliderMark;
import java.util.List;
import java.util.Locale;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

/** The marks above the slider. */
final class MarkStrip extends Pane {
    private List<SliderMark> marks = List.of();

    MarkStrip() {
        getStyleClass().add("mark-strip");
    }

    void show(List<SliderMark> shown) {
        marks = shown;
        getChildren().setAll(shown.stream().map(MarkStrip::tick).toList());
        requestLayout();
    }

    private static Region tick(SliderMark mark) {
        Region tick = new Region();
        tick.getStyleClass()
                .addAll("slider-mark", "slider-" + mark.kind().name().toLowerCase(Locale.ROOT));
        return tick;
    }

    @Override
    protected void layoutChildren() {
        double inset = getHeight() / 2; // half of the slider's thumb, whose middle is the place
        double width = getWidth() - 2 * inset;
        for (int i = 0; i < marks.size(); i++) {
            Region tick = (Region) getChildren().get(i);
            double wide = tick.prefWidth(-1);
            double tall = Math.min(getHeight(), tick.prefHeight(-1));
            tick.resizeRelocate(
                    Math.rint(inset + marks.get(i).at() * width - wide / 2), getHeight() - tall, wide, tall);
        }
    }
}
