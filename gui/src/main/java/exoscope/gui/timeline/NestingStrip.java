package exoscope.gui.timeline;

import exoscope.gui.timeline.TimelineViewModel.NestingBar;
import java.util.List;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

/** Below the slider: where upcalls ran on top of one another, the higher the deeper; there only if they did. */
final class NestingStrip extends Pane {
    private static final double NARROWEST = 2;

    private List<NestingBar> bars = List.of();

    NestingStrip() {
        getStyleClass().add("nesting-strip");
        setId("nesting");
        managedProperty().bind(visibleProperty());
        setVisible(false);
    }

    void show(List<NestingBar> shown) {
        bars = shown;
        int deepest = shown.stream().mapToInt(NestingBar::depth).max().orElse(0);
        getChildren().setAll(shown.stream().map(NestingStrip::bar).toList());
        setVisible(!shown.isEmpty());
        String meaning = "Upcalls on top of one another, up to %d deep".formatted(deepest);
        setAccessibleText(meaning);
        Tooltip.install(this, new Tooltip(meaning));
        requestLayout();
    }

    private static Region bar(NestingBar bar) {
        Region region = new Region();
        region.getStyleClass().addAll("nesting-bar", bar.look().styleClass());
        return region;
    }

    @Override
    protected void layoutChildren() {
        double inset = getHeight() / 2;
        double width = getWidth() - 2 * inset;
        int deepest = bars.stream().mapToInt(NestingBar::depth).max().orElse(2);
        for (int i = 0; i < bars.size(); i++) {
            NestingBar bar = bars.get(i);
            double tall = getHeight() * (bar.depth() - 1) / Math.max(1, deepest - 1);
            double left = Math.rint(inset + bar.from() * width);
            double wide = Math.max(NARROWEST, Math.rint((bar.to() - bar.from()) * width));
            getChildren().get(i).resizeRelocate(left, getHeight() - tall, wide, tall);
        }
    }
}
