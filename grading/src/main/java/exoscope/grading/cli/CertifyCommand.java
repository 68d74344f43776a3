package exoscope.grading.cli;

import exoscope.grading.certify.Certificate;
import exoscope.grading.certify.Certificate.Row;
import exoscope.grading.certify.Certification;
import exoscope.grading.report.ReportJson;
import exoscope.labs.engine.Lab;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Grades the grader. */
@Command(
        name = "certify",
        description = {
            "Prove that a lab's checks tell right from wrong.",
            "The reference solution must earn every point and the untouched skeleton its floor; every known wrong"
                    + " solution must be stopped by the checks it names. Prints which solution fails which check. Exits"
                    + " with 0 if the lab is certified, 1 if not."
        },
        mixinStandardHelpOptions = true)
final class CertifyCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "LAB", description = "The lab, such as lab04.")
    private String lab = "";

    @Option(names = "--json", description = "Report as JSON on standard output.")
    private boolean json;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            description = "With how many seeds to try the reference (default: ${DEFAULT-VALUE}).")
    private int seeds = 3;

    @Override
    public Integer call() {
        Lab found = Lab.find(lab);
        if (seeds < 1) {
            throw new CommandException(ExitCode.USAGE, "--seeds is %d: must be 1 or more".formatted(seeds));
        }
        Certificate certificate = new Certification(found, seeds).certify(row -> progress(found, row));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.print(ReportJson.of(certificate));
        } else {
            print(out, certificate);
        }
        out.flush();
        return certificate.certified() ? ExitCode.OK : ExitCode.NOT_PASSED;
    }

    private void progress(Lab found, Row row) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("exoscope: %s: %s"
                .formatted(
                        row.id(),
                        row.compiled()
                                ? "%d of %d points".formatted(row.points(), found.points())
                                : "does not compile"));
        err.flush();
    }

    private static void print(PrintWriter out, Certificate certificate) {
        int width = certificate.rows().stream()
                .mapToInt(row -> row.id().length())
                .max()
                .orElse(0);
        for (int i = 0; i < certificate.checks().size(); i++) {
            out.println("%2d  %s".formatted(i + 1, certificate.checks().get(i)));
        }
        out.println();
        out.print(" ".repeat(width));
        for (int i = 1; i <= certificate.checks().size(); i++) {
            out.print(" %2d".formatted(i));
        }
        out.println("  points");
        certificate.rows().forEach(row -> print(out, certificate, row, width));
        out.println();
        out.println("+ passed, X failed, - skipped; in brackets: a check that the mutant must not pass");
        certificate.unproven().forEach(check -> out.println("note: no wrong solution here fails " + check));
        certificate.faults().forEach(fault -> out.println("fault: " + fault));
        out.println("%s is %s".formatted(certificate.lab(), certificate.certified() ? "certified" : "not certified"));
    }

    private static void print(PrintWriter out, Certificate certificate, Row row, int width) {
        StringBuilder line =
                new StringBuilder(row.id() + " ".repeat(width - row.id().length()));
        for (int i = 0; i < certificate.checks().size(); i++) {
            boolean named = row.killedBy().contains(certificate.checks().get(i));
            String mark = row.compiled() ? mark(row.statuses().get(i)) : "?";
            line.append(named ? "[" + mark + "]" : " " + mark + " ");
        }
        out.println("%s  %6d".formatted(line, row.points()));
    }

    private static String mark(String status) {
        return switch (status) {
            case "passed" -> "+";
            case "failed" -> "X";
            default -> "-";
        };
    }
}
