package exoscope.grading.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The commands that need no display. */
@Command(
        name = "exoscope",
        description = "A teaching-OS lab kit.",
        mixinStandardHelpOptions = true,
        version = "Exoscope 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            NewCommand.class,
            RunCommand.class,
            CheckCommand.class,
            ExploreCommand.class,
            ReplayCommand.class,
            GradeCommand.class,
            CertifyCommand.class,
            ElfCommand.class,
            BenchCommand.class,
            SoakCommand.class
        })
public final class ExoscopeCommand {
    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show the stack trace of an error.")
    private boolean debug;

    /** The whole command line: what goes wrong in it ends in a sentence and an exit code. */
    public static CommandLine commandLine() {
        ExoscopeCommand root = new ExoscopeCommand();
        CommandLine commandLine = new CommandLine(root);
        Failures failures = new Failures(() -> root.debug);
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setExecutionStrategy(failures::runLast);
        commandLine.setExecutionExceptionHandler(failures);
        commandLine.setParameterExceptionHandler(failures);
        var sections = commandLine.getHelpSectionMap();
        sections.put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING, help -> "");
        sections.put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, help -> CommandGroups.text(commandLine));
        return commandLine;
    }
}
