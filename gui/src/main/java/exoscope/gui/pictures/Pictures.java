package exoscope.gui.pictures;

import exoscope.gui.look.Theme;
import exoscope.gui.look.Zoom;
import exoscope.gui.machine.MachinePane;
import exoscope.labs.view.Playback;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.scene.transform.Transform;
import javax.imageio.ImageIO;

/** Takes pictures of the panels of a run. To be used on the thread that draws. */
public final class Pictures {
    private static final double WIDTH = 1280;
    private static final double HEIGHT = 800;
    private static final double SCALE = 1.5;

    private final MachinePane pane;
    private final Scene scene;

    /** Panels of the default size for a run. */
    public Pictures(Playback playback) {
        this(playback, WIDTH, HEIGHT, Theme.LIGHT);
    }

    public Pictures(Playback playback, double width, double height, Theme theme) {
        theme.use();
        pane = new MachinePane(playback);
        scene = new Scene(pane, width, height);
        Zoom.install(scene);
    }

    /** Shows the run at a place. */
    public void seek(long place) {
        pane.timeline().seek(place);
        layOut();
    }

    private void layOut() {
        // Once more than it seems to need: lists scroll, and text wraps, only when they know their size.
        // Viewports keep a picture of their content, which only a window renews.
        scene.getRoot().lookupAll(".viewport").forEach(viewport -> viewport.setCache(false));
        for (int i = 0; i < 3; i++) {
            scene.getRoot().applyCss();
            scene.getRoot().layout();
        }
    }

    /** Takes a picture of everything. */
    public void window(Path file) throws IOException {
        layOut();
        save(pane, file);
    }

    /** Takes a picture of one panel, by its id. */
    public void panel(String id, Path file) throws IOException {
        layOut();
        Node panel = pane.lookup("#" + id);
        if (panel == null) {
            throw new IllegalArgumentException("there is no panel " + id);
        }
        save(panel, file);
    }

    private void save(Node node, Path file) throws IOException {
        SnapshotParameters parameters = new SnapshotParameters();
        parameters.setTransform(Transform.scale(SCALE, SCALE));
        parameters.setFill(scene.getFill() instanceof Color color && node == pane ? color : background());
        var bounds = node.getBoundsInParent();
        parameters.setViewport(new Rectangle2D(
                bounds.getMinX() * SCALE,
                bounds.getMinY() * SCALE,
                bounds.getWidth() * SCALE,
                bounds.getHeight() * SCALE));
        WritableImage image = node.snapshot(parameters, null);
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

    private static Color background() {
        return Color.WHITE;
    }
}
