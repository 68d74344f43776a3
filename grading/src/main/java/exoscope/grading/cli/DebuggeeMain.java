package exoscope.grading.cli;

import java.util.Locale;

/** The command line in a JVM that a debugger looks into. Started by {@link DebuggedJvm} only. */
public final class DebuggeeMain {
    private DebuggeeMain() {}

    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ENGLISH); // as in the program itself
        System.exit(ExoscopeCommand.commandLine().execute(arguments));
    }
}
