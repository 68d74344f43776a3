package exoscope.grading.report;

import exoscope.labs.engine.CheckDeclaration;
import exoscope.labs.engine.Lab;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The table of grades, as RFC 4180 has it: commas, lines that end with CR LF, and quotes around what needs them, also where semicolons or
 * tabs are taken for the separator. A cell
 * whose text a spreadsheet would take for a formula gets an apostrophe in front.
 */
public final class GradesCsv {
    private final Lab lab;
    private final StringBuilder text = new StringBuilder();

    public GradesCsv(Lab lab) {
        this.lab = lab;
        List<String> header = new ArrayList<>(List.of("student", "status", "points", "max_points"));
        lab.checks().forEach(check -> header.add(check.id()));
        header.addAll(List.of("note", "report"));
        row(header);
    }

    /** @param report the file that has the details */
    public void add(Grade grade, String report) {
        List<String> cells = new ArrayList<>(List.of(grade.student(), grade.status()));
        LabReport result = grade.result();
        if (result == null) {
            cells.addAll(List.of("", String.valueOf(lab.points())));
            lab.checks().forEach(check -> cells.add(""));
            cells.add(grade.reason());
        } else {
            cells.addAll(List.of(String.valueOf(result.points()), String.valueOf(result.maxPoints())));
            cells.addAll(pointsOf(result));
            cells.add(result.compiled() ? "" : firstError(result));
        }
        cells.add(report);
        row(cells);
    }

    private static String firstError(LabReport result) {
        return result.problems().stream()
                .filter(problem -> problem.severity().equals("error"))
                .findFirst()
                .map(ProblemLine::toString)
                .orElse("does not compile");
    }

    private List<String> pointsOf(LabReport result) {
        Map<String, CheckLine> lines = result.checks().stream()
                .collect(Collectors.toMap(CheckLine::id, line -> line, (first, second) -> first));
        return lab.checks().stream()
                .map(CheckDeclaration::id)
                .map(id -> lines.containsKey(id) ? String.valueOf(lines.get(id).points()) : "")
                .toList();
    }

    private void row(List<String> cells) {
        text.append(cells.stream().map(GradesCsv::cell).collect(Collectors.joining(",")))
                .append("\r\n");
    }

    static String cell(String value) {
        String safe = !value.isEmpty() && "=+-@\t\r\n".indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
        boolean plain = safe.chars().noneMatch(c -> "\",;\t\r\n".indexOf(c) >= 0);
        return plain && safe.equals(safe.strip()) ? safe : '"' + safe.replace("\"", "\"\"") + '"';
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
