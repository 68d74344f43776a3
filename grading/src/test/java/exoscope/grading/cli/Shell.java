package exoscope.grading.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import picocli.CommandLine;

/** Runs a command in this JVM and keeps what it said. */
record Shell(int exitCode, String out, String err) {

    static Shell run(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commandLine = ExoscopeCommand.commandLine();
        commandLine.setOut(new PrintWriter(out));
        commandLine.setErr(new PrintWriter(err));
        String[] words = List.of(arguments).stream().map(String::valueOf).toArray(String[]::new);
        int exitCode = commandLine.execute(words);
        return new Shell(exitCode, out.toString(), err.toString());
    }
}
