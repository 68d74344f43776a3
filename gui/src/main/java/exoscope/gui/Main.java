package exoscope.gui;

import exoscope.grading.cli.ExoscopeCommand;

/** Where the launcher starts. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(ExoscopeCommand.commandLine().execute(arguments));
    }
}
