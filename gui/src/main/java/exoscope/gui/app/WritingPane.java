package exoscope.gui.app;

import exoscope.gui.panic.PanicView;
import exoscope.gui.panic.PanicViewModel;
import exoscope.gui.stepping.SteppingView;
import exoscope.gui.stepping.SteppingViewModel;
import exoscope.labs.stepping.Step;
import exoscope.labs.view.PanicReport;
import exoscope.libos.metered.Problem;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Consumer;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The files, and below them what is wrong: problems of the code, and the panic of the last run. */
final class WritingPane extends VBox {
    private final FileTabs files;
    private final PanicView panic;
    private final WorkbenchViewModel workbench;

    /**
     * @param jump goes to the place of a problem
     * @param toMachine turns to the machine
     */
    WritingPane(WorkbenchViewModel model, FileTabs files, Consumer<Problem> jump, Runnable toMachine) {
        this.files = files;
        workbench = model;
        SteppingViewModel stepping = model.stepping();
        panic = new PanicView((file, line) -> files.reveal(file, line, 1), toMachine, model::stepToPanic);
        SteppingView steps = new SteppingView(
                stepping, (file, line) -> files.reveal(file, line, 1), () -> files.atCaret(stepping::runTo));
        VBox.setVgrow(files, Priority.ALWAYS);
        getChildren().addAll(files, new ProblemsView(model.problems(), jump), panic, steps);
        model.panicProperty().subscribe(this::show);
        files.setOnMargin(stepping::toggleBreakpoint);
        stepping.breakpoints().linesProperty().subscribe(this::mark);
        stepping.stepProperty().subscribe(this::follow);
    }

    private void show(Optional<PanicReport> report) {
        files.markAll(marks -> marks.withPanic(0, ""));
        report.ifPresentOrElse(this::show, panic::hide);
    }

    private void mark(Map<String, SortedSet<Integer>> breakpoints) {
        breakpoints.forEach((file, lines) -> files.mark(file, marks -> marks.withBreakpoints(lines)));
    }

    private void follow(Optional<Step> step) {
        files.markAll(marks -> marks.withStep(0));
        step.ifPresentOrElse(
                at -> {
                    panic.hide();
                    files.mark(
                            at.place().file(),
                            marks -> marks.withStep(at.place().line()));
                    files.show(at.place().file(), at.place().line());
                },
                () -> workbench.panicProperty().get().ifPresent(report -> panic.show(PanicViewModel.of(report))));
    }

    private void show(PanicReport report) {
        PanicViewModel model = PanicViewModel.of(report);
        panic.show(model);
        files.mark(model.place().file(), marks -> marks.withPanic(model.place().line(), model.headline()));
        files.reveal(model.place().file(), model.place().line(), 1);
    }
}
