package exoscope.grading.report;

import static exoscope.grading.Submissions.LAB;
import static org.assertj.core.api.Assertions.assertThat;

import exoscope.libos.metered.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GradesCsvTest {
    @ParameterizedTest
    @ValueSource(strings = {"=cmd()", "+1", "-1", "@SUM(A1)", "\t=1"})
    void noCellIsAFormula(String name) {
        assertThat(GradesCsv.cell(name).replace("\"", "")).startsWith("'");
    }

    @Test
    void separatorsAndQuotesAreQuoted() {
        assertThat(GradesCsv.cell("a,b")).isEqualTo("\"a,b\"");
        assertThat(GradesCsv.cell("x;=1+1")).isEqualTo("\"x;=1+1\"");
        assertThat(GradesCsv.cell("x\t=1+1")).isEqualTo("\"x\t=1+1\"");
        assertThat(GradesCsv.cell("say \"x\"")).isEqualTo("\"say \"\"x\"\"\"");
        assertThat(GradesCsv.cell("two\nlines")).isEqualTo("\"two\nlines\"");
        assertThat(GradesCsv.cell("Zoë Plain")).isEqualTo("Zoë Plain");
    }

    @Test
    void studentWithoutAGradeHasNoPointsRatherThanZero() {
        GradesCsv table = new GradesCsv(LAB);
        table.add(Grade.none("ada", "k", "i", "the worker needed more than 1 s"), "ada.json");
        List<Problem> problems = List.of(Problem.ofFile("Pager.java", "Broken."));
        table.add(Grade.of("bob", "k", "i", LabReport.notCompiled(LAB, problems)), "bob.json");
        List<String> lines = table.toString().lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(1))
                .startsWith("ada,not-graded,,100,")
                .endsWith(",the worker needed more than 1 s,ada.json");
        assertThat(lines.get(2)).startsWith("bob,graded,0,100,0,").endsWith(",Pager.java: Broken.,bob.json");
        assertThat(table.toString()).endsWith("\r\n");
        assertThat(lines)
                .allMatch(line -> line.split(",", -1).length == lines.getFirst().split(",", -1).length);
    }
}
