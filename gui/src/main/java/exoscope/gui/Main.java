package exoscope.gui;

import exoscope.grading.cli.ExoscopeCommand;
import picocli.CommandLine;

/** Where the launcher starts. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new ExoscopeCommand()).execute(arguments));
    }
}
