package exoscope.gui.lecture;

import exoscope.gui.look.Theme;
import exoscope.gui.pictures.Headless;
import exoscope.gui.pictures.Pictures;
import exoscope.labs.scene.SceneScript;
import exoscope.labs.scene.SceneScript.Beat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The telling moments of a scene as pictures in a folder. */
public final class SceneAlbum {
    private static final double WIDTH = 1280;
    private static final double HEIGHT = 900;

    /** What a picture's file is called, and the part of the window that it shows. */
    private static final Map<String, String> PARTS =
            new TreeMap<>(Map.of("frames", "frames", "tlb", "tlb", "revocation", "revocations"));

    private final SceneScript script;
    private final Path folder;

    public SceneAlbum(SceneScript script, Path folder) {
        this.script = script;
        this.folder = folder;
    }

    /**
     * Takes the pictures, without a display. JavaFX can be started only once, and ends with this.
     *
     * @return the files written
     * @throws IOException if the folder cannot be written to
     * @throws exoscope.gui.pictures.DrawingException if this computer cannot draw
     */
    public List<Path> take() throws IOException {
        Headless.start();
        try {
            return Headless.draw(this::draw);
        } finally {
            Headless.stop();
        }
    }

    /** Takes the pictures, on the thread that draws. */
    List<Path> draw() throws IOException {
        LecturePane pane = new LecturePane(script);
        Pictures pictures = new Pictures(pane, WIDTH, HEIGHT, Theme.LIGHT);
        List<Path> files = new ArrayList<>();
        for (Beat beat : script.beats()) {
            String name = beat.caption().picture();
            if (name.isEmpty()) {
                continue;
            }
            pane.machine().timeline().seek(beat.place());
            boolean cover = name.equals(script.scene().cover());
            String suffix = cover ? "" : "-" + name;
            files.add(folder.resolve("window" + suffix + ".png"));
            pictures.all(files.getLast());
            for (Map.Entry<String, String> part : PARTS.entrySet()) {
                files.add(folder.resolve(part.getKey() + suffix + ".png"));
                pictures.part(
                        part.getValue(),
                        beat.caption().say(),
                        pane.machine().timeline().position(),
                        files.getLast());
            }
        }
        return List.copyOf(files);
    }
}
