package exoscope.grading.cli;

import exoscope.labs.engine.Lab;
import exoscope.labs.engine.Ticket;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Repeats a run. */
@Command(
        name = "replay",
        description = {
            "Repeat the run of a ticket and tell what happened.",
            "Exits with 0 however the run ended, 65 if the code does not compile, 2 if ticket or folder are wrong."
        },
        mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "TICKET", description = "The ticket, as a failed check shows it.")
    private String ticket = "";

    @Parameters(index = "1", paramLabel = "FOLDER", description = "Where you work.")
    private Path folder = Path.of("");

    @Mixin
    private LabRunner runner = new LabRunner();

    @Override
    public Integer call() throws IOException {
        Ticket parsed = Ticket.parse(ticket);
        return runner.run(spec.commandLine(), Lab.find(parsed.lab()), folder, parsed);
    }
}
