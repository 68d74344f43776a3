package exoscope.gui.app;

import static org.assertj.core.api.Assertions.assertThat;

import exoscope.grading.staff.Reference;
import exoscope.gui.checks.ChecksViewModel.Row;
import exoscope.gui.checks.ChecksViewModel.Verdict;
import exoscope.gui.desktop.Background;
import exoscope.labs.engine.Lab;
import exoscope.labs.engine.LabRun;
import exoscope.labs.engine.Workspace;
import exoscope.libos.metered.Problem;
import exoscope.libos.metered.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the workbench does, without a screen and in one thread. */
class WorkbenchViewModelTest {
    private final Lab lab = Lab.find("lab04");
    private final List<LabRun> shown = new ArrayList<>();
    private final List<Long> places = new ArrayList<>();

    @TempDir
    private Path home;

    private WorkbenchViewModel model = createModel(Path.of("."));

    private static WorkbenchViewModel createModel(Path folder) {
        return new WorkbenchViewModel(
                Workspace.open(Lab.find("lab04"), folder), new Background(Runnable::run, Runnable::run));
    }

    @BeforeEach
    void openWorkspace() {
        Path folder = home.resolve("my");
        Workspace.create(lab, folder);
        model = createModel(folder);
        model.setViewer((run, place, play) -> {
            shown.add(run);
            places.add(place);
        });
    }

    private void write(String text) throws IOException {
        model.workspace().write("lab04/Pager.java", text);
    }

    private static String reference() {
        return Reference.sources(Lab.find("lab04")).stream()
                .filter(file -> file.path().equals("lab04/Pager.java"))
                .map(SourceFile::text)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void runOfTheSkeletonIsShownWhereItPanickedAndSaysWhy() {
        model.run("memory-wanted");
        assertThat(model.statusProperty().get()).contains("lab04.answer is not written yet (Pager.java:");
        assertThat(model.busyProperty().get()).isFalse();
        var machine = shown.getFirst().playback().viewAt(places.getFirst());
        assertThat(machine.panics()).hasSize(1);
        assertThat(machine.envs().getFirst().frames())
                .as("what it owned is still to be seen")
                .isPositive();
        assertThat(model.panicProperty().get())
                .hasValueSatisfying(panic -> assertThat(panic.place().file()).isEqualTo("lab04/Pager.java"));
    }

    @Test
    void checkOfTheReferenceEarnsEveryPoint() throws IOException {
        write(reference());
        model.check();
        assertThat(model.checks().summaryProperty().get()).isEqualTo("100 of 100 points");
        assertThat(model.checks().rows()).extracting(Row::verdict).containsOnly(Verdict.PASSED);
    }

    @Test
    void failedCheckLeadsToThePlaceWhereItFailed() {
        model.check();
        Row failed = model.checks().rows().stream()
                .filter(row -> row.verdict() == Verdict.FAILED)
                .findFirst()
                .orElseThrow();
        model.show(failed.ticket(), failed.place());
        assertThat(places).containsExactly(failed.place() + 1);
        assertThat(shown.getFirst().ticket()).hasToString(failed.ticket());
        assertThat(model.statusProperty().get()).startsWith("This is lab04-revocation:");
    }

    @Test
    void ticketOfCodeThatHasChangedSinceIsShownWithAWarning() throws IOException {
        model.check();
        Row failed = model.checks().rows().stream()
                .filter(row -> row.verdict() == Verdict.FAILED)
                .findFirst()
                .orElseThrow();
        write(reference());
        model.show(failed.ticket(), failed.place());
        assertThat(model.statusProperty().get()).startsWith("You have changed your code since lab04-revocation:");
    }

    @Test
    void codeThatDoesNotCompileIsNotRunAndItsProblemsAreListed() throws IOException {
        write("package lab04;\nclass Pager { int x = y; }\n");
        model.run("quiet");
        assertThat(shown).isEmpty();
        assertThat(model.problems())
                .hasSize(1)
                .first()
                .satisfies(problem -> assertThat(problem.line()).isEqualTo(2));
        assertThat(model.statusProperty().get())
                .startsWith("It does not compile yet: lab04/Pager.java:2:")
                .contains("symbol: variable y, ");
        write(reference());
        model.run("quiet");
        assertThat(model.problems()).isEmpty();
        assertThat(shown).hasSize(1);
    }

    @Test
    void missingFileIsSaidInASentence() throws IOException {
        Files.delete(model.workspace().path("lab04/Pager.java"));
        model.check();
        assertThat(model.statusProperty().get()).endsWith("Pager.java is missing; lab04-revocation needs it.");
        assertThat(model.busyProperty().get()).isFalse();
    }

    @Test
    void whatIsTypedIsCompiledAndALaterTextMakesAnEarlierOneVoid() {
        Queue<Runnable> compiler = new ArrayDeque<>();
        WorkbenchViewModel typing =
                new WorkbenchViewModel(model.workspace(), new Background(compiler::add, Runnable::run));
        List<Problem> jumps = new ArrayList<>();
        typing.setRefused(jumps::add);
        typing.compile(List.of(new SourceFile("lab04/Pager.java", "class {")));
        typing.compile(List.of(new SourceFile("lab04/Pager.java", "package lab04;\nclass Pager { int x = y; }\n")));
        compiler.remove().run();
        assertThat(typing.problems()).isEmpty();
        compiler.remove().run();
        assertThat(typing.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.line()).isEqualTo(2));
        assertThat(jumps).as("nobody who types is taken elsewhere").isEmpty();
    }
}
