package exoscope.gui.checks;

import static org.assertj.core.api.Assertions.assertThat;

import exoscope.gui.checks.ChecksViewModel.Row;
import exoscope.gui.checks.ChecksViewModel.Verdict;
import exoscope.labs.engine.CheckDeclaration;
import exoscope.labs.engine.CheckResult;
import exoscope.labs.engine.CheckResult.Status;
import exoscope.labs.engine.Lab;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChecksViewModelTest {
    private final Lab lab = Lab.find("lab04");
    private final CheckDeclaration neighbour = check("neighbour-served");
    private final CheckDeclaration givesBack = check("gives-back");
    private final ChecksViewModel model = new ChecksViewModel();

    private CheckDeclaration check(String id) {
        return lab.checks().stream()
                .filter(check -> check.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @BeforeEach
    void begin() {
        model.begin(lab, "Not yet.");
    }

    private Row row(CheckDeclaration check) {
        return model.rows().stream()
                .filter(row -> row.check().equals(check))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void checksAreListedBeforeTheyAreMade() {
        assertThat(model.rows())
                .hasSameSizeAs(lab.checks())
                .extracting(Row::verdict)
                .containsOnly(Verdict.NOT_RUN);
        assertThat(model.summaryProperty().get()).isEqualTo("Not yet.");
    }

    @Test
    void decidedCheckKeepsItsPlaceAndTellsItsStory() {
        model.decided(new CheckResult(givesBack, Status.FAILED, "Frame 3 came late.", "lab04:quiet:seed=1", 7));
        assertThat(row(givesBack))
                .isEqualTo(new Row(givesBack, Verdict.FAILED, 0, "Frame 3 came late.", "lab04:quiet:seed=1", 7));
        assertThat(model.summaryProperty().get())
                .isEqualTo("Checking: 1 of %d done".formatted(lab.checks().size()));
    }

    @Test
    void skippedCheckNamesTheOneThatItNeedsByItsTitle() {
        model.decided(new CheckResult(neighbour, Status.SKIPPED, "it needs 'gives-back' to pass first", "", -1));
        assertThat(row(neighbour).detail()).isEqualTo("Not run, because this has to pass first: " + givesBack.title());
    }
}
