package exoscope.gui;

import exoscope.grading.cli.ExoscopeCommand;
import exoscope.gui.cli.DemoCommand;
import exoscope.gui.cli.Display;
import exoscope.gui.cli.OpenCommand;
import exoscope.gui.cli.WindowCommand;
import java.util.Locale;
import picocli.CommandLine;

/** Where the launcher starts: without arguments the window, with arguments a command. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ENGLISH); // everything is said in English, so numbers are written in English, too
        System.exit(execute(arguments));
    }

    /** Does what the arguments say, and returns the exit code. */
    static int execute(String... arguments) {
        CommandLine commandLine = ExoscopeCommand.commandLine()
                .addSubcommand(new DemoCommand())
                .addSubcommand(new WindowCommand())
                .addSubcommand(new OpenCommand());
        return commandLine.execute(arguments.length == 0 ? new String[] {defaultCommand()} : arguments);
    }

    private static String defaultCommand() {
        return Display.present() ? WindowCommand.NAME : "demo";
    }
}
