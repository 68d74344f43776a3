package exoscope.grading.cli;

import exoscope.grading.report.CheckLine;
import exoscope.labs.view.PanicReport;
import java.io.PrintWriter;

/** Text that several commands print. */
final class Output {
    private static final String INDENT = " ".repeat(16);

    private Output() {}

    /** A check in a line, and below it why it did not pass, or how much was explored. */
    static void print(PrintWriter out, CheckLine check) {
        out.println("%-7s %3d/%-3d %-22s %s"
                .formatted(check.status(), check.points(), check.maxPoints(), check.id(), check.title()));
        check.message().lines().forEach(line -> out.println(INDENT + oneLine(line)));
        if (!check.ticket().isEmpty()) {
            out.println(INDENT + "ticket " + check.ticket() + (check.place() < 0 ? "" : ", event " + check.place()));
        }
        out.flush();
    }

    /** What is wrong with the sources, in which the compiler quotes them. */
    static void print(PrintWriter out, String problem) {
        problem.lines().forEach(line -> out.println(oneLine(line)));
    }

    /** A panic, every line indented by something. */
    static void print(PrintWriter out, PanicReport panic, String indent) {
        panic.lines().forEach(line -> out.println(indent + oneLine(line)));
    }

    /** Text from strangers on one line of a terminal, which it cannot control. */
    static String oneLine(String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
                line.append("\\u%04x".formatted(c));
            } else {
                line.appendCodePoint(c);
            }
        });
        return line.toString();
    }
}
