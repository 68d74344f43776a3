package exoscope.gui.checks;

import exoscope.labs.engine.CheckDeclaration;
import exoscope.labs.engine.CheckReport;
import exoscope.labs.engine.CheckResult;
import exoscope.labs.engine.Lab;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The checks of a lab with what is known of each; a row is replaced when its check is decided. */
public final class ChecksViewModel {
    /**
     * A check as it is shown.
     *
     * @param verdict one word
     * @param detail why, or what was covered; may be empty
     * @param ticket the run that shows it, or empty
     * @param place the event to look at, or -1 for the end
     */
    public record Row(CheckDeclaration check, Verdict verdict, int points, String detail, String ticket, long place) {}

    /** What is known of a check. */
    public enum Verdict {
        NOT_RUN("not run"),
        PASSED("passed"),
        FAILED("failed"),
        SKIPPED("skipped");

        private final String word;

        Verdict(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    private final ObservableList<Row> rows = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper("");

    /** One row a check, in the lab's order. */
    public ObservableList<Row> rows() {
        return rows;
    }

    /** How it stands altogether. */
    public ReadOnlyStringProperty summaryProperty() {
        return summary.getReadOnlyProperty();
    }

    /** Begins anew with nothing decided. */
    public void begin(Lab lab, String sentence) {
        rows.setAll(lab.checks().stream()
                .map(check -> new Row(check, Verdict.NOT_RUN, 0, "", "", -1))
                .toList());
        summary.set(sentence);
    }

    /** A check has been decided. */
    public void decided(CheckResult result) {
        rows.replaceAll(row -> row.check().id().equals(result.check().id()) ? rowOf(result, said(result)) : row);
        long done =
                rows.stream().filter(row -> row.verdict() != Verdict.NOT_RUN).count();
        summary.set("Checking: %d of %d done".formatted(done, rows.size()));
    }

    /** All are decided. */
    public void finished(CheckReport report) {
        summary.set("%d of %d points".formatted(report.points(), report.maxPoints()));
    }

    /** They could not be carried out. */
    public void failed(String sentence) {
        summary.set(sentence);
    }

    /** People know checks by their titles, not by their ids. */
    private String said(CheckResult result) {
        if (result.status() != CheckResult.Status.SKIPPED) {
            return result.message();
        }
        return rows.stream()
                .map(Row::check)
                .filter(check -> check.id().equals(result.check().requires()))
                .findFirst()
                .map(check -> "Not run, because this has to pass first: " + check.title())
                .orElse(result.message());
    }

    private static Row rowOf(CheckResult result, String detail) {
        Verdict verdict = switch (result.status()) {
            case PASSED -> Verdict.PASSED;
            case FAILED -> Verdict.FAILED;
            case SKIPPED -> Verdict.SKIPPED;
        };
        return new Row(result.check(), verdict, result.points(), detail, result.ticket(), result.place());
    }
}
