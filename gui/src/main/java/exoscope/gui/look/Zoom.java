package exoscope.gui.look;

import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;

/** The size of everything in a window, for projectors: all measures are in em, so the font's size is the one to change. */
public final class Zoom {
    /** Size of the text to begin with, in pixels. */
    public static final double NORMAL = 13;

    private static final double STEP = 1.1;
    private static final double SMALLEST = 8;
    private static final double LARGEST = 40;

    private final DoubleProperty size = new SimpleDoubleProperty(NORMAL);

    /** Gives a scene the keys Ctrl +, Ctrl - and Ctrl 0, and the size that they choose. */
    public static Zoom install(Scene scene) {
        Zoom zoom = new Zoom();
        zoom.size.subscribe(size -> scene.getRoot().setStyle("-fx-font-size: %spx;".formatted(size)));
        for (KeyCode plus : new KeyCode[] {KeyCode.PLUS, KeyCode.EQUALS, KeyCode.ADD}) {
            key(scene, plus, () -> zoom.scale(STEP));
        }
        for (KeyCode minus : new KeyCode[] {KeyCode.MINUS, KeyCode.SUBTRACT}) {
            key(scene, minus, () -> zoom.scale(1 / STEP));
        }
        key(scene, KeyCode.DIGIT0, () -> zoom.size.set(NORMAL));
        return zoom;
    }

    private static void key(Scene scene, KeyCode code, Runnable action) {
        scene.getAccelerators().put(new KeyCodeCombination(code, KeyCombination.SHORTCUT_DOWN), action);
    }

    /** Makes everything larger by a factor, within reason. */
    public void scale(double factor) {
        size.set(Math.clamp(size.get() * factor, SMALLEST, LARGEST));
    }

    /** Size of the text in pixels. */
    public double size() {
        return size.get();
    }
}
