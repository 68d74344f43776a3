package exoscope.grading.cli;

import exoscope.grading.report.ReportJson;
import exoscope.grading.report.RunReport;
import exoscope.kernel.KernelEvent;
import exoscope.labs.engine.Lab;
import exoscope.labs.engine.LabRun;
import exoscope.labs.engine.Submission;
import exoscope.labs.engine.Ticket;
import exoscope.labs.engine.Workspace;
import exoscope.labs.view.PanicReport;
import exoscope.libos.metered.GuestBuild;
import exoscope.libos.metered.SourceFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** What {@code run} and {@code replay} have in common: one run of a workspace, told as text or JSON. */
final class LabRunner {
    @Option(
            names = "--trace",
            paramLabel = "FILE",
            description = "Write the whole run to FILE, to be looked at in the GUI (.exotrace).")
    private @Nullable Path trace;

    @Option(names = "--json", description = "Report as JSON on standard output.")
    private boolean json;

    @Option(
            names = "--debug-port",
            paramLabel = "N",
            description = "Wait at port N of this computer for a debugger, such as an IDE's, before the run begins;"
                    + " 0 for any port.")
    private @Nullable Integer debugPort;

    /** Runs a workspace, and says how it went. */
    int run(CommandLine commandLine, Lab lab, Path folder, Ticket ticket) throws IOException {
        if (debugPort != null) {
            return new DebuggedJvm(commandLine).run(debugPort, arguments(lab, folder, ticket));
        }
        List<SourceFile> sources = Workspace.open(lab, folder).sources();
        String id = Submission.id(sources);
        if (isOther(ticket, id)) {
            commandLine.getErr().println("exoscope: " + otherCode(ticket, id));
        }
        GuestBuild build = lab.build(sources);
        build.problems().forEach(problem -> Output.print(commandLine.getErr(), problem.toString()));
        commandLine.getErr().flush();
        if (build.code().isEmpty()) {
            return ExitCode.DOES_NOT_COMPILE;
        }
        LabRun run = lab.run(build.code().get(), ticket);
        save(run);
        RunReport report = RunReport.of(run, id);
        PrintWriter out = commandLine.getOut();
        if (json) {
            out.print(ReportJson.of(report));
        } else {
            print(out, report, run.outcome());
            if (isOther(ticket, id)) {
                out.println("code     " + otherCode(ticket, id));
            }
        }
        out.flush();
        return ExitCode.OK;
    }

    /** The same run as a command line of its own. */
    private List<String> arguments(Lab lab, Path folder, Ticket ticket) {
        List<String> arguments = new ArrayList<>(List.of("run", lab.name(), folder.toString(), "--ticket"));
        arguments.add(ticket.toString());
        if (json) {
            arguments.add("--json");
        }
        if (trace != null) {
            arguments.addAll(List.of("--trace", trace.toString()));
        }
        return arguments;
    }

    /** The run of a ticket is only the one that was meant if the code is the same. */
    private static boolean isOther(Ticket ticket, String id) {
        return !ticket.code().isEmpty() && !ticket.code().equals(id);
    }

    private static String otherCode(Ticket ticket, String id) {
        return "The ticket was made with other code (%s); this is what yours (%s) does.".formatted(ticket.code(), id);
    }

    private void save(LabRun run) throws IOException {
        Path file = trace;
        if (file == null) {
            return;
        }
        try {
            run.playback().save(file);
        } catch (IOException e) {
            String why = Optional.ofNullable(e.getMessage()).orElse("unknown");
            throw new CommandException(
                    ExitCode.INFRASTRUCTURE, "The trace cannot be written to %s (%s).".formatted(file, why), e);
        }
    }

    private static void print(PrintWriter out, RunReport report, LabRun.Outcome outcome) {
        report.timeline()
                .forEach(moment -> out.println(
                        "%,15d  %-10s %s".formatted(moment.cycle(), moment.env(), Output.oneLine(moment.text()))));
        PanicReport panic = report.panic();
        if (panic != null) {
            out.println();
            Output.print(out, panic, "");
        }
        out.println();
        out.println("outcome  " + outcome.sentence());
        out.println("ticket   " + report.ticket());
        out.println("length   %,d cycles, %,d events".formatted(report.cycles(), report.events()));
        report.environments()
                .forEach(env -> out.println("%-8s %s; %,d cycles, %,d misses, %d frames, %d calls refused"
                                .formatted(
                                        env.name(),
                                        env.ending().isEmpty() ? "lives" : Output.oneLine(env.ending()),
                                        env.charged(),
                                        env.misses(),
                                        env.frames(),
                                        env.refusals())
                        + used(env.account())));
    }

    private static String used(KernelEvent.@Nullable AccountClosed account) {
        return account == null
                ? ""
                : "; in all %,d calls, %,d crossings, %,d bytes copied, %d frames at once"
                        .formatted(account.calls(), account.crossings(), account.copied(), account.mostFrames());
    }
}
