package exoscope.gui;

import exoscope.grading.cli.ExoscopeCommand;
import exoscope.gui.cli.DemoCommand;
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
        return arguments.length == 0
                ? new CommandLine(new DemoCommand()).execute()
                : ExoscopeCommand.commandLine()
                        .addSubcommand(new DemoCommand())
                        .execute(arguments);
    }
}
