package exoscope.gui.cli;

import exoscope.gui.pictures.DrawingException;
import exoscope.hw.trace.MalformedTraceException;
import exoscope.labs.view.Playback;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows a recorded run. */
@Command(
        name = "open",
        description = {
            "Look at a recorded run, such as run --trace writes. Opens a window with the machine's panels, or with --out"
                    + " takes a picture of it.",
            "Exits with 2 if the file is no recording, and with 70 if this computer cannot draw or write."
        },
        mixinStandardHelpOptions = true)
public final class OpenCommand implements Callable<Integer> {
    private static final int WRONG = 2;
    private static final int CANNOT_DRAW = 70;

    @Parameters(paramLabel = "FILE", description = "The recording (.exotrace).")
    private Path file = Path.of("");

    @Option(names = "--at", paramLabel = "CYCLE", description = "Show the machine at this cycle.")
    private @Nullable Long cycle;

    @Option(names = "--out", paramLabel = "PNG", description = "Write a picture; open no window.")
    private @Nullable Path out;

    private final PrintStream text = System.out;
    private final PrintStream err = System.err;

    @Override
    public Integer call() {
        if (!Files.isRegularFile(file)) {
            return refuse(WRONG, "There is no file " + file + ".");
        }
        try (Playback playback = Playback.open(file)) {
            playback.warning().ifPresent(warning -> err.println("exoscope: " + warning));
            return out == null ? window(playback) : picture(playback, out);
        } catch (MalformedTraceException e) {
            return refuse(WRONG, "%s is no recording of this Exoscope: %s".formatted(file, e.getMessage()));
        } catch (DrawingException e) {
            return refuse(CANNOT_DRAW, e.getMessage());
        } catch (IOException e) {
            return refuse(CANNOT_DRAW, "Reading or writing failed: " + e.getMessage());
        }
    }

    private int window(Playback playback) {
        if (!Display.present()) {
            return refuse(CANNOT_DRAW, "There is no display (DISPLAY is not set); --out FILE.png writes a picture.");
        }
        new RecordedRun(playback, cycle).showAndWait(file.toString());
        return 0;
    }

    private int picture(Playback playback, Path png) throws IOException {
        new RecordedRun(playback, cycle).draw(png);
        text.println("Picture: " + png);
        return 0;
    }

    private int refuse(int code, @Nullable String sentence) {
        err.println("exoscope: " + sentence);
        return code;
    }
}
