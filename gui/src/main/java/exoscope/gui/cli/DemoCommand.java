package exoscope.gui.cli;

import exoscope.gui.lecture.LectureWindow;
import exoscope.gui.lecture.SceneAlbum;
import exoscope.gui.lecture.ScenePlayer;
import exoscope.gui.pictures.DrawingException;
import exoscope.labs.engine.LabException;
import exoscope.labs.scene.SceneFile;
import exoscope.labs.scene.SceneScript;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Plays a scene: in a window if there is a display, else as text and pictures. */
@Command(
        name = "demo",
        description = {
            "Play a lecture scene. With a display and without --out it opens a window, and arrow keys go from caption to"
                    + " caption; otherwise it prints the run as text and writes pictures and the recording to a folder.",
            "Exits with 2 if the scene or the folder is no good, and with 70 if this computer cannot draw."
        },
        mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
    /** Where pictures go if nobody says where. */
    public static final Path DEFAULT_FOLDER = Path.of("exoscope-pictures");

    private static final int WRONG = 2;
    private static final int CANNOT_DRAW = 70;

    @Parameters(paramLabel = "SCENE", arity = "0..1", description = "The scene (default: ${DEFAULT-VALUE}).")
    private String name = SceneFile.DEFAULT;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Write text, pictures and the recording; open no window.")
    private @Nullable Path out;

    private final PrintStream text = System.out;
    private final PrintStream err = System.err;

    @Override
    public Integer call() {
        try {
            return play(SceneFile.find(name));
        } catch (LabException e) {
            return refuse(WRONG, e.getMessage());
        } catch (DrawingException e) {
            return refuse(CANNOT_DRAW, e.getMessage());
        } catch (IOException e) {
            return refuse(WRONG, "cannot write to %s: %s".formatted(folder(), reason(e)));
        }
    }

    private int play(SceneFile scene) throws IOException {
        if (out == null && Display.present()) {
            LectureWindow.showAndWait(ScenePlayer.script(scene));
            return 0;
        }
        Path folder = folder();
        if (out == null) {
            err.println("exoscope: there is no display (DISPLAY is not set), so this is text, and pictures go to "
                    + folder);
        }
        Files.createDirectories(folder);
        SceneScript script = ScenePlayer.script(scene);
        Path recording = folder.resolve(scene.name() + ".exotrace");
        script.narration().playback().save(recording);
        TextTimeline.print(script, text);
        List<Path> pictures = new SceneAlbum(script, folder).take();
        text.println();
        text.println("Recording: " + recording);
        pictures.forEach(picture -> text.println("Picture:   " + picture));
        text.flush();
        return 0;
    }

    private Path folder() {
        return out == null ? DEFAULT_FOLDER : out;
    }

    private static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> "permission denied";
            case FileAlreadyExistsException exists -> "there is a file of that name";
            default -> String.valueOf(e.getMessage());
        };
    }

    private int refuse(int code, @Nullable String sentence) {
        err.println("exoscope: " + sentence);
        return code;
    }
}
