package exoscope.gui.cli;

import exoscope.gui.app.MainWindow;
import exoscope.gui.pictures.DrawingException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Opens the window in which students work; what the program does when it is given no command. */
@Command(
        name = WindowCommand.NAME,
        description = {
            "Open the window (this is also what happens without a command).",
            "Exits with 70 if it cannot be opened."
        },
        mixinStandardHelpOptions = true)
public final class WindowCommand implements Callable<Integer> {
    public static final String NAME = "window";

    private static final int CANNOT_DRAW = 70;

    @Override
    public Integer call() {
        try {
            MainWindow.showAndWait();
            return 0;
        } catch (DrawingException e) {
            System.err.println("exoscope: " + e.getMessage());
            return CANNOT_DRAW;
        }
    }
}
