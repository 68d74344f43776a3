package exoscope.gui.revocation;

import javafx.scene.control.Label;
import javafx.scene.layout.Pane;

/** The cycles above the lifelines: where they begin, where the last deadline is, and now, where there is room. */
final class TimeAxis extends Pane {
    private static final double GAP = 6;

    private final Label first = new Label();
    private final Label current = new Label();
    private final Label last = new Label();
    private double nowAt;

    TimeAxis() {
        getStyleClass().add("time-axis");
        getChildren().addAll(first, current, last);
    }

    void show(RevocationViewModel model) {
        first.setText("asked at %,d".formatted(model.from()));
        current.setText("now %,d".formatted(model.now()));
        last.setText("deadline %,d".formatted(model.to()));
        nowAt = (double) (model.now() - model.from()) / (model.to() - model.from());
        requestLayout();
    }

    @Override
    protected double computePrefHeight(double width) {
        return first.prefHeight(-1);
    }

    @Override
    protected void layoutChildren() {
        getChildren().forEach(node -> node.autosize());
        double width = getWidth();
        first.relocate(0, 0);
        last.relocate(Math.max(0, width - last.getWidth()), 0);
        first.setVisible(first.getWidth() + GAP + last.getWidth() <= width);
        double half = current.getWidth() / 2;
        double leftmost = first.getWidth() + GAP;
        double rightmost = width - last.getWidth() - GAP - current.getWidth();
        double x = Math.max(leftmost, Math.min(rightmost, nowAt * width - half));
        current.relocate(x, 0);
        current.setVisible(leftmost <= rightmost && Math.abs(x + half - nowAt * width) <= half);
    }
}
