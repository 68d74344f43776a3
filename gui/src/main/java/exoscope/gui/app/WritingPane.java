package exoscope.gui.app;

import exoscope.gui.panic.PanicView;
import exoscope.gui.panic.PanicViewModel;
import exoscope.labs.view.PanicReport;
import exoscope.libos.metered.Problem;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The files, and below them what is wrong: problems of the code, and the panic of the last run. */
final class WritingPane extends VBox {
    private final FileTabs files;
    private final PanicView panic;

    /**
     * @param jump goes to the place of a problem
     * @param toMachine turns to the machine
     */
    WritingPane(WorkbenchViewModel model, FileTabs files, Consumer<Problem> jump, Runnable toMachine) {
        this.files = files;
        panic = new PanicView((file, line) -> files.reveal(file, line, 1), toMachine);
        VBox.setVgrow(files, Priority.ALWAYS);
        getChildren().addAll(files, new ProblemsView(model.problems(), jump), panic);
        model.panicProperty().subscribe(this::show);
    }

    private void show(Optional<PanicReport> report) {
        files.markAll(marks -> marks.withPanic(0, ""));
        report.ifPresentOrElse(this::show, panic::hide);
    }

    private void show(PanicReport report) {
        PanicViewModel model = PanicViewModel.of(report);
        panic.show(model);
        files.mark(model.place().file(), marks -> marks.withPanic(model.place().line(), model.headline()));
        files.reveal(model.place().file(), model.place().line(), 1);
    }
}
