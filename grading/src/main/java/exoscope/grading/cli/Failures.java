package exoscope.grading.cli;

import exoscope.grading.worker.WorkerException;
import exoscope.labs.engine.LabException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns whatever went wrong into one sentence on standard error and an exit code. */
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {
    private final BooleanSupplier debug;

    /** @param debug whether stack traces are wanted */
    Failures(BooleanSupplier debug) {
        this.debug = debug;
    }

    /** Runs the command. Errors of the JVM, such as having no memory left, become exceptions like all others. */
    int runLast(ParseResult parsed) {
        try {
            return new RunLast().execute(parsed);
        } catch (Error e) {
            CommandLine commandLine = parsed.commandSpec().commandLine();
            throw new ExecutionException(commandLine, e.toString(), new IllegalStateException(e.toString(), e));
        }
    }

    @Override
    public int handleExecutionException(Exception thrown, CommandLine commandLine, ParseResult parsed) {
        say(commandLine, sentence(thrown));
        showTrace(commandLine, thrown);
        return exitCode(thrown);
    }

    @Override
    public int handleParseException(ParameterException thrown, String[] arguments) {
        CommandLine commandLine = thrown.getCommandLine();
        say(commandLine, sentence(thrown));
        commandLine
                .getErr()
                .println("See: %s --help".formatted(commandLine.getCommandSpec().qualifiedName()));
        showTrace(commandLine, thrown);
        return ExitCode.USAGE;
    }

    private static String sentence(Exception thrown) {
        return switch (thrown) {
            case UnmatchedArgumentException unmatched -> unmatched(unmatched);
            case ParameterException parameter -> String.valueOf(parameter.getMessage());
            case CommandException command -> String.valueOf(command.getMessage());
            case LabException lab -> String.valueOf(lab.getMessage());
            case WorkerException worker -> String.valueOf(worker.getMessage());
            case IOException io -> "Reading or writing failed: " + reason(io);
            case UncheckedIOException io -> "Reading or writing failed: " + reason(io);
            default -> "Something went wrong inside Exoscope (%s). Add --debug to see where.".formatted(reason(thrown));
        };
    }

    private static String unmatched(UnmatchedArgumentException thrown) {
        boolean isCommand = thrown.getCommandLine().getParent() == null && !thrown.isUnknownOption();
        String what = isCommand
                ? "There is no command '%s'.".formatted(thrown.getUnmatched().getFirst())
                : thrown.getMessage() + ".";
        List<String> near = thrown.getSuggestions();
        return near.isEmpty() ? what : "%s Did you mean '%s'?".formatted(what, near.getFirst());
    }

    private static String reason(Exception thrown) {
        String name = thrown.getClass().getSimpleName();
        return thrown.getMessage() == null ? name : name + ": " + thrown.getMessage();
    }

    private static int exitCode(Exception thrown) {
        return switch (thrown) {
            case CommandException command -> command.exitCode();
            case LabException lab -> ExitCode.USAGE;
            default -> ExitCode.INFRASTRUCTURE;
        };
    }

    private static void say(CommandLine commandLine, String sentence) {
        commandLine.getErr().println("exoscope: " + sentence);
        commandLine.getErr().flush();
    }

    private void showTrace(CommandLine commandLine, Throwable thrown) {
        if (!debug.getAsBoolean()) {
            return;
        }
        PrintWriter err = commandLine.getErr();
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            err.println(cause);
            for (StackTraceElement element : cause.getStackTrace()) {
                err.println("    at " + element);
            }
        }
        err.flush();
    }
}
