package exoscope.grading.cli;

import exoscope.labs.engine.Lab;
import exoscope.labs.engine.Ticket;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a workspace once. */
@Command(
        name = "run",
        description = {
            "Run your work once and tell what happened.",
            "Exits with 0 however the run ended, 65 if the code does not compile, 2 if lab, folder, scenario or ticket"
                    + " are wrong."
        },
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "LAB", description = "The lab, such as lab04.")
    private String lab = "";

    @Parameters(index = "1", paramLabel = "FOLDER", description = "Where you work.")
    private Path folder = Path.of("");

    @ArgGroup
    private @Nullable Choice choice;

    @Mixin
    private LabRunner runner = new LabRunner();

    /** Which run: at most one of these. */
    static final class Choice {
        @Option(names = "--scenario", paramLabel = "S", description = "The scenario (default: the lab's first).")
        private @Nullable String scenario;

        @Option(names = "--ticket", paramLabel = "T", description = "The ticket of a run, to repeat it.")
        private @Nullable String ticket;
    }

    @Override
    public Integer call() throws IOException {
        Lab found = Lab.find(lab);
        return runner.run(spec.commandLine(), found, folder, ticket(found));
    }

    private Ticket ticket(Lab found) {
        String scenario = choice == null ? null : choice.scenario;
        if (choice != null && choice.ticket != null) {
            Ticket ticket = Ticket.parse(choice.ticket);
            if (!ticket.lab().equals(found.name())) {
                throw new CommandException(
                        ExitCode.USAGE, "The ticket is for %s, not for %s.".formatted(ticket.lab(), found.name()));
            }
            return ticket;
        }
        String name = scenario == null ? found.scenarios().getFirst().name() : scenario;
        return Ticket.of(found, found.scenario(name).name());
    }
}
