package exoscope.gui.app;

import exoscope.gui.checks.ChecksViewModel;
import exoscope.gui.desktop.Background;
import exoscope.gui.stepping.SteppingViewModel;
import exoscope.labs.engine.CheckReport;
import exoscope.labs.engine.Lab;
import exoscope.labs.engine.LabRun;
import exoscope.labs.engine.Submission;
import exoscope.labs.engine.Ticket;
import exoscope.labs.engine.Workspace;
import exoscope.labs.stepping.StepSession;
import exoscope.labs.view.PanicReport;
import exoscope.libos.metered.GuestBuild;
import exoscope.libos.metered.GuestCode;
import exoscope.libos.metered.Problem;
import exoscope.libos.metered.SourceFile;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** What a student does with one workspace: build, run, check, look at a failure. Knows no control and no window. */
public final class WorkbenchViewModel {
    private final Workspace workspace;
    private final Background background;
    private final ChecksViewModel checks = new ChecksViewModel();
    private final ObservableList<Problem> problems = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Optional<PanicReport>> panic = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final SteppingViewModel stepping;
    private RunViewer viewer = (run, place, play) -> {};
    private Consumer<Problem> refused = problem -> {};
    private long compilations;

    /** Who shows runs. */
    @FunctionalInterface
    public interface RunViewer {
        /**
         * @param place the number of events that have happened
         * @param play whether to go on from there
         */
        void show(LabRun run, long place, boolean play);
    }

    public WorkbenchViewModel(Workspace workspace, Background background) {
        this.workspace = workspace;
        this.background = background;
        stepping = new SteppingViewModel(background);
        checks.begin(lab(), "Press Check (F6) to see what already works.");
        status.set("Workspace " + workspace.folder());
    }

    public Lab lab() {
        return workspace.lab();
    }

    public Workspace workspace() {
        return workspace;
    }

    public ChecksViewModel checks() {
        return checks;
    }

    /** What the compiler and the verifier found wrong, in the order of files and lines. */
    public ObservableList<Problem> problems() {
        return problems;
    }

    /** What happens, or what went wrong, in a sentence. */
    public ReadOnlyStringProperty statusProperty() {
        return status.getReadOnlyProperty();
    }

    /** Whether something is being worked on; nothing else can be begun meanwhile. */
    public ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /** How the student's libOS panicked in the run that is shown, if it did. */
    public ReadOnlyObjectProperty<Optional<PanicReport>> panicProperty() {
        return panic.getReadOnlyProperty();
    }

    /** Stepping through the code of a run. */
    public SteppingViewModel stepping() {
        return stepping;
    }

    /** Who shows runs from now on. */
    public void setViewer(RunViewer viewer) {
        this.viewer = viewer;
    }

    /** Who goes to the first problem when something was to be run and does not compile. */
    public void setRefused(Consumer<Problem> refused) {
        this.refused = refused;
    }

    /** Compiles what is being typed, without saving or running it; a later text makes an earlier one void. */
    public void compile(List<SourceFile> sources) {
        long number = ++compilations;
        background.run(
                () -> lab().build(sources),
                build -> {
                    if (number == compilations) {
                        problems.setAll(build.problems());
                    }
                },
                this::failed);
    }

    /** Says something in the status line. */
    public void say(String sentence) {
        status.set(sentence);
    }

    /** Builds what is on the disk and runs a scenario. */
    public void run(String scenario) {
        begin("Running " + scenario + " ...");
        withCode((code, id) -> lab().run(code, Ticket.of(lab(), scenario)), run -> {
            ran(run);
            viewer.show(run, Sentences.firstPlace(run), !Sentences.failed(run));
            end(Sentences.ending(run));
        });
    }

    /** Builds what is on the disk and judges it. */
    public void check() {
        begin("Checking ...");
        checks.begin(lab(), "Checking ...");
        withCode(
                (code, id) -> lab().check(code, id, result -> background.show(() -> checks.decided(result))),
                (CheckReport report) -> {
                    checks.finished(report);
                    end("%d of %d points".formatted(report.points(), report.maxPoints()));
                });
    }

    /** Builds what is on the disk, repeats the run of a ticket, and goes to a place in it; -1 is its end. */
    public void show(String ticket, long place) {
        begin("Replaying " + ticket + " ...");
        withCode((code, id) -> new Replayed(lab().run(code, Ticket.parse(ticket)), id), replayed -> {
            LabRun run = replayed.run();
            ran(run);
            long events = run.end().events();
            viewer.show(run, place < 0 ? events : Math.min(events, place + 1), false);
            end(
                    replayed.ofOtherCode()
                            ? "You have changed your code since %s was made: this is what it does now."
                                    .formatted(ticket)
                            : "This is " + ticket + (place < 0 ? ", at its end." : ", where the check failed."));
        });
    }

    /** @param id fingerprint of the code that ran */
    private record Replayed(LabRun run, String id) {
        boolean ofOtherCode() {
            return !run.ticket().code().isEmpty() && !run.ticket().code().equals(id);
        }
    }

    private void ran(LabRun run) {
        stepping.end();
        panic.set(lab().panic(run));
    }

    /** Builds what is on the disk and steps through a scenario from its beginning. */
    public void step(String scenario) {
        step(Ticket.of(lab(), scenario), 0);
    }

    /** Steps through the run that has panicked, from its last step. */
    public void stepToPanic() {
        panic.get().ifPresent(report -> step(Ticket.parse(report.ticket()), report.event()));
    }

    private void step(Ticket ticket, long events) {
        begin("Preparing the steps of " + ticket + " ...");
        withCode((code, id) -> StepSession.of(lab(), code, ticket), session -> {
            panic.set(lab().panic(session.run()));
            String ending = panic.get()
                    .map(report -> "here it panics: " + report.headline())
                    .orElse("here your code ends.");
            stepping.begin(session, events, ending);
            end("Stepping through %s: %,d steps.".formatted(ticket, session.size()));
        });
    }

    /** @param use given what was compiled, and its fingerprint */
    private <T> void withCode(BiFunction<GuestCode, String, T> use, Consumer<T> done) {
        compilations++;
        background.run(
                () -> {
                    List<SourceFile> sources = workspace.sources();
                    GuestBuild build = lab().build(sources);
                    background.show(() -> problems.setAll(build.problems()));
                    return build.code().map(code -> use.apply(code, Submission.id(sources)));
                },
                outcome -> outcome.ifPresentOrElse(done, this::doesNotCompile),
                this::failed);
    }

    private void doesNotCompile() {
        checks.failed("It does not compile yet; see the problems under the editor.");
        end("It does not compile yet: " + countOfProblems());
        refused.accept(problems.getFirst());
    }

    private String countOfProblems() {
        return problems.size() == 1
                ? Sentences.oneLine(problems.getFirst())
                : "%d problems, the first: %s".formatted(problems.size(), Sentences.oneLine(problems.getFirst()));
    }

    private void failed(RuntimeException problem) {
        String sentence = Sentences.failure(problem);
        checks.failed(sentence);
        end(sentence);
    }

    private void begin(String sentence) {
        busy.set(true);
        status.set(sentence);
    }

    private void end(String sentence) {
        busy.set(false);
        status.set(sentence);
    }
}
