package exoscope.grading.cli;

import exoscope.labs.engine.Lab;
import exoscope.labs.engine.Workspace;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Begins a lab. */
@Command(
        name = "new",
        description = {
            "Begin a lab in a new folder.",
            "Writes the files to complete and the handout. Exits with 0, or 2 if the lab does not exist or the folder"
                    + " is not empty."
        },
        mixinStandardHelpOptions = true)
final class NewCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "LAB", description = "The lab, such as lab04.")
    private String lab = "";

    @Parameters(index = "1", paramLabel = "FOLDER", description = "Where to work: a new or an empty folder.")
    private Path folder = Path.of("");

    @Override
    public Integer call() {
        Lab found = Lab.find(lab);
        Workspace workspace = Workspace.create(found, folder);
        var err = spec.commandLine().getErr();
        err.println("%s: %s".formatted(found.name(), found.title()));
        err.println("Read %s, then complete:".formatted(workspace.path(Workspace.HANDOUT)));
        err.flush();
        var out = spec.commandLine().getOut();
        found.editable().forEach(file -> out.println(workspace.path(file)));
        out.flush();
        return ExitCode.OK;
    }
}
