package exoscope.grading.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportNameTest {
    @Test
    void plainNameIsKept() {
        assertThat(ReportName.of(List.of("ada", "s123-x@example.org")))
                .containsEntry("ada", "ada.json")
                .containsEntry("s123-x@example.org", "s123-x@example.org.json");
    }

    @Test
    void namesAreDifferentEvenWhereUpperAndLowerCaseAreNot() {
        Map<String, String> names = ReportName.of(List.of("Ada", "ada", "ADA", "bob"));
        assertThat(names.values())
                .extracting(name -> name.toLowerCase(Locale.ROOT))
                .doesNotHaveDuplicates();
        assertThat(names).containsEntry("bob", "bob.json");
    }

    @Test
    void twoStudentsOfOneNameAreRefused() {
        assertThatThrownBy(() -> ReportName.of(List.of("ada", "bob", "ada")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("two students are called ada");
    }

    @Test
    void noNameIsAPathOrHidden() {
        List<String> students = List.of("../up", "a/b", "..", ".hidden", "new\nline", "C:\\x", "Zoë", "a b", "%", "~");
        assertThat(ReportName.of(students).values())
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[\\w%~@+-][\\w%.~@+-]*\\.json"));
    }

    @Test
    void longNameIsCutButStaysDifferent() {
        Map<String, String> names = ReportName.of(List.of("x".repeat(300) + "1", "x".repeat(300) + "2"));
        assertThat(names.values()).doesNotHaveDuplicates().allMatch(name -> name.length() < 200);
    }
}
