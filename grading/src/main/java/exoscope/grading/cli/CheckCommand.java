package exoscope.grading.cli;

import exoscope.grading.report.CheckLine;
import exoscope.grading.report.LabReport;
import exoscope.grading.report.ReportJson;
import exoscope.labs.engine.CheckResult;
import exoscope.labs.engine.Lab;
import exoscope.labs.engine.Submission;
import exoscope.labs.engine.Workspace;
import exoscope.labs.view.PanicReport;
import exoscope.libos.metered.GuestBuild;
import exoscope.libos.metered.SourceFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Judges one workspace. */
@Command(
        name = "check",
        description = {
            "Say which checks your work passes.",
            "A check that fails says what was expected, what happened and when, and names the run that shows it: its"
                    + " ticket. Exits with 0 if all checks passed, 1 if not, 65 if the code does not compile, 2 if lab"
                    + " or folder are wrong."
        },
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "LAB", description = "The lab, such as lab04.")
    private String lab = "";

    @Parameters(index = "1", paramLabel = "FOLDER", description = "Where you work.")
    private Path folder = Path.of("");

    @Option(names = "--json", description = "Report as JSON on standard output.")
    private boolean json;

    @Override
    public Integer call() {
        Lab found = Lab.find(lab);
        List<SourceFile> sources = Workspace.open(found, folder).sources();
        GuestBuild build = found.build(sources);
        LabReport report = build.code()
                .map(code -> LabReport.of(found.check(code, Submission.id(sources), this::progress), build.problems()))
                .orElseGet(() -> LabReport.notCompiled(found, build.problems()));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.print(ReportJson.of(report));
        } else {
            print(out, report);
        }
        out.flush();
        return !report.compiled() ? ExitCode.DOES_NOT_COMPILE : report.allPassed() ? ExitCode.OK : ExitCode.NOT_PASSED;
    }

    private void progress(CheckResult result) {
        if (!json) {
            Output.print(spec.commandLine().getOut(), CheckLine.of(result));
        }
    }

    /** A check for each panic that differs from the others in what was thrown or where. */
    private static Collection<CheckLine> panics(LabReport report) {
        Map<String, CheckLine> panics = new LinkedHashMap<>();
        for (CheckLine check : report.checks()) {
            PanicReport panic = check.panic();
            if (panic != null) {
                panics.putIfAbsent(panic.thrown() + panic.place(), check);
            }
        }
        return panics.values();
    }

    private static void print(PrintWriter out, LabReport report) {
        report.problems().forEach(problem -> Output.print(out, problem.toString()));
        panics(report).forEach(check -> {
            out.println();
            out.println("in the run " + check.ticket());
            Output.print(out, Objects.requireNonNull(check.panic()), "");
        });
        if (report.compiled()) {
            out.println("%d of %d points".formatted(report.points(), report.maxPoints()));
        }
    }
}
