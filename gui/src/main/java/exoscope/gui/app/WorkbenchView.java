package exoscope.gui.app;

import exoscope.gui.checks.ChecksView;
import exoscope.gui.machine.MachinePane;
import exoscope.labs.engine.LabRun;
import exoscope.labs.engine.ScenarioFile;
import exoscope.libos.metered.Problem;
import java.io.IOException;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.collections.ListChangeListener;
import javafx.geometry.Orientation;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.ToolBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.controlsfx.control.StatusBar;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;

/** A student's desk: handout and code on the left, the machine and the checks on the right. */
public final class WorkbenchView extends BorderPane {
    /** Where an ending names the student's own line: {@code (Pager.java:101)}. */
    private static final Pattern PLACE = Pattern.compile("\\((\\w+\\.java):(\\d+)\\)");

    private static final double CODE_PART = 0.4;

    private final WorkbenchViewModel model;
    private final FileTabs files;
    private final ComboBox<ScenarioFile> scenarios = new ComboBox<>();
    private final TabPane right = new TabPane();
    private final Tab machineTab = new Tab("Machine", hint());
    private final Tab checksTab;
    private @Nullable MachinePane machine;
    private Supplier<Boolean> confirmReset = () -> true;

    public WorkbenchView(WorkbenchViewModel model) {
        this.model = model;
        files = new FileTabs(model.workspace());
        checksTab = new Tab("Checks", new ChecksView(model.checks(), row -> model.show(row.ticket(), row.place())));
        right.getTabs().addAll(machineTab, checksTab);
        right.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        right.getStyleClass().add("dense");
        ProblemsView problems = new ProblemsView(model.problems(), this::jump);
        VBox left = new VBox(files, problems);
        VBox.setVgrow(files, Priority.ALWAYS);
        SplitPane desk = new SplitPane(left, right);
        desk.setOrientation(Orientation.HORIZONTAL);
        desk.setDividerPositions(CODE_PART);
        getStyleClass().add("workbench");
        setTop(toolBar());
        setCenter(desk);
        setBottom(statusBar());
        model.setViewer(this::view);
        model.problems().addListener((ListChangeListener<Problem>) change -> showProblems());
        WorkbenchKeys.install(this);
    }

    private static Label hint() {
        Label hint = new Label("Press Run (F5): the scenario runs to its end, and you can look at every moment of it.");
        hint.getStyleClass().add("hint");
        hint.setWrapText(true);
        return hint;
    }

    private ToolBar toolBar() {
        scenarios.getItems().setAll(model.lab().scenarios());
        scenarios.getSelectionModel().selectFirst();
        scenarios.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable ScenarioFile scenario) {
                return scenario == null ? "" : scenario.name();
            }

            @Override
            public @Nullable ScenarioFile fromString(String name) {
                return null;
            }
        });
        scenarios.setAccessibleText("scenario to run");
        Label about = new Label();
        about.getStyleClass().add("scenario-title");
        scenarios.valueProperty().subscribe(scenario -> about.setText(scenario == null ? "" : scenario.title()));
        Button run = button("Run", new FontIcon(MaterialDesignP.PLAY), "Build and run the scenario (F5)", this::run);
        Button check = button("Check", new FontIcon(MaterialDesignC.CHECK_ALL), "Run all checks (F6)", this::check);
        Button reset = button(
                "Reset file",
                new FontIcon(MaterialDesignR.RESTORE),
                "Back to the skeleton; undo is possible",
                this::reset);
        run.disableProperty().bind(model.busyProperty());
        check.disableProperty().bind(model.busyProperty());
        return new ToolBar(new Label("Scenario"), scenarios, run, check, reset, about);
    }

    private static Button button(String text, FontIcon icon, String tip, Runnable action) {
        Button button = new Button(text, icon);
        button.setTooltip(new Tooltip(tip));
        button.setOnAction(event -> action.run());
        button.setMinWidth(USE_PREF_SIZE);
        return button;
    }

    private StatusBar statusBar() {
        StatusBar bar = new StatusBar();
        bar.textProperty().bind(model.statusProperty());
        model.busyProperty().subscribe(busy -> bar.setProgress(busy ? -1 : 0));
        return bar;
    }

    /** Saves, builds and runs the chosen scenario. */
    public void run() {
        if (save() && !model.busyProperty().get()) {
            model.run(scenarios.getValue().name());
        }
    }

    /** Saves, builds and judges. */
    public void check() {
        if (save() && !model.busyProperty().get()) {
            right.getSelectionModel().select(checksTab);
            model.check();
        }
    }

    /** Saves; returns whether that succeeded. */
    public boolean save() {
        try {
            files.save();
            return true;
        } catch (IOException e) {
            model.say("Your text could not be saved: " + e.getMessage() + ". It is still in the editor.");
            return false;
        }
    }

    /** Whether something has been typed that is not on the disk. */
    public boolean unsaved() {
        return files.unsaved();
    }

    /** Who is asked before a file goes back to the skeleton. */
    public void setConfirmReset(Supplier<Boolean> confirm) {
        confirmReset = confirm;
    }

    private void reset() {
        if (confirmReset.get()) {
            files.reset(files.current());
            model.say(files.current() + " is as it was handed out; undo (Ctrl Z) brings your text back.");
        }
    }

    private void view(LabRun run, long place, boolean play) {
        if (machine == null) {
            machine = new MachinePane(run.playback());
            machineTab.setContent(machine);
        }
        machine.showAt(run.playback(), place);
        if (play) {
            machine.timeline().togglePlaying();
        }
        right.getSelectionModel().select(machineTab);
        Matcher panic = PLACE.matcher(run.end().envs().getFirst().ending());
        if (panic.find()) {
            files.reveal(panic.group(1), Integer.parseInt(panic.group(2)), 1);
        }
    }

    private void showProblems() {
        files.mark(model.problems());
        if (!model.problems().isEmpty()) {
            jump(model.problems().getFirst());
        }
    }

    private void jump(Problem problem) {
        files.reveal(problem.file(), problem.line(), problem.column());
    }

    /** The files, for tests and pictures. */
    FileTabs files() {
        return files;
    }

    /** Brings the checks to the front. */
    void showChecks() {
        right.getSelectionModel().select(checksTab);
    }
}
