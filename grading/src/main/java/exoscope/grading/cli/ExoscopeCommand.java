package exoscope.grading.cli;

import picocli.CommandLine.Command;

/** The commands that need no display. */
@Command(
        name = "exoscope",
        description = "A teaching-OS lab kit.",
        mixinStandardHelpOptions = true,
        version = "Exoscope 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {ElfCommand.class, BenchCommand.class})
public final class ExoscopeCommand {}
