package exoscope.gui.pictures;

import exoscope.gui.look.Theme;
import exoscope.gui.look.Zoom;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.geometry.Bounds;
import javafx.geometry.Rectangle2D;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.VBox;
import javafx.scene.transform.Transform;
import javax.imageio.ImageIO;

/** Takes pictures of what is drawn, without a window. To be used on the thread that draws. */
public final class Pictures {
    /** Pixels of a picture for one of a window, so that a projector has some to spare. */
    private static final double SCALE = 1.5;

    private static final int LAYOUTS = 3;

    private final Scene scene;

    /**
     * @param root what to draw
     * @param width of the window that it would be in, in pixels
     * @param height of that window
     */
    public Pictures(Parent root, double width, double height, Theme theme) {
        theme.use();
        scene = new Scene(root, width, height);
        Zoom.install(scene);
    }

    /** Takes a picture of everything. */
    public void all(Path file) throws IOException {
        of(scene, file);
    }

    /** Takes a picture of a scene as it is, in a window or in none. */
    public static void of(Scene scene, Path file) throws IOException {
        layOut(scene);
        save(scene.snapshot(null), file);
    }

    /**
     * Takes a picture of the part with this id, a little larger, so that it can stand alone.
     *
     * @param caption what it shows
     * @param moment when that is
     */
    public void part(String id, String caption, String moment, Path file) throws IOException {
        layOut(scene);
        Node part = scene.getRoot().lookup("#" + id);
        if (part == null) {
            throw new IllegalArgumentException("there is no part " + id);
        }
        SnapshotParameters parameters = new SnapshotParameters();
        parameters.setTransform(Transform.scale(SCALE, SCALE));
        parameters.setFill(scene.getFill());
        Bounds bounds = part.getBoundsInParent();
        parameters.setViewport(new Rectangle2D(
                bounds.getMinX() * SCALE,
                bounds.getMinY() * SCALE,
                bounds.getWidth() * SCALE,
                bounds.getHeight() * SCALE));
        save(captioned(part.snapshot(parameters, null), caption, moment), file);
    }

    private WritableImage captioned(WritableImage image, String caption, String moment) {
        Label says = new Label(caption);
        says.getStyleClass().add("picture-caption");
        says.setWrapText(true);
        Label when = new Label(moment);
        when.getStyleClass().add("picture-moment");
        VBox page = new VBox(says, when, new ImageView(image));
        page.getStyleClass().add("picture-page");
        page.setMaxWidth(image.getWidth());
        page.setPrefWidth(image.getWidth());
        page.getStylesheets().addAll(scene.getRoot().getStylesheets());
        Scene paper = new Scene(new Group(page));
        layOut(paper);
        return page.snapshot(null, null);
    }

    private static void layOut(Scene scene) {
        // Viewports keep a picture of their content, which only a window renews.
        scene.getRoot().applyCss();
        scene.getRoot().lookupAll(".viewport").forEach(viewport -> viewport.setCache(false));
        // More than once: lists scroll, and text wraps, only when they know their size.
        for (int i = 0; i < LAYOUTS; i++) {
            scene.getRoot().applyCss();
            scene.getRoot().layout();
        }
    }

    private static void save(WritableImage image, Path file) throws IOException {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        int[] pixels = new int[width * height];
        image.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        picture.setRGB(0, 0, width, height, pixels, 0, width);
        try (var out = Files.newOutputStream(file)) {
            ImageIO.write(picture, "png", out);
        }
    }
}
