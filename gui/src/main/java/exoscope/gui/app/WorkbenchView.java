package exoscope.gui.app;

import exoscope.gui.checks.ChecksView;
import exoscope.gui.handout.HandoutView;
import exoscope.gui.machine.MachinePane;
import exoscope.labs.engine.LabRun;
import exoscope.labs.engine.ScenarioFile;
import exoscope.labs.stepping.Step;
import exoscope.labs.view.Playback;
import exoscope.libos.metered.Problem;
import java.io.IOException;
import java.util.function.Supplier;
import javafx.collections.ListChangeListener;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.util.StringConverter;
import org.controlsfx.control.SegmentedButton;
import org.controlsfx.control.StatusBar;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;

/** A student's desk in two pages, so that neither is cramped: handout, checks and code; and the machine. */
public final class WorkbenchView extends BorderPane {
    private static final double HANDOUT_PART = 0.37;

    private final WorkbenchViewModel model;
    private final FileTabs files;
    private final ComboBox<ScenarioFile> scenarios = new ComboBox<>();
    private final TabPane reading = new TabPane();
    private final Tab checksTab;
    private final SplitPane desk;
    private final StackPane machinePage = new StackPane(hint());
    private final StackPane page = new StackPane();
    private final ToggleButton toCode =
            toggle("Code", MaterialDesignC.CODE_BRACES, "Handout, checks and code (Ctrl 1)");
    private final ToggleButton toMachine =
            toggle("Machine", MaterialDesignC.CHIP, "The machine during the run (Ctrl 2)");
    private final HBox tools = new HBox();
    private @Nullable MachinePane machine;
    private Supplier<Boolean> confirmReset = () -> true;

    public WorkbenchView(WorkbenchViewModel model) {
        this.model = model;
        files = new FileTabs(model.workspace());
        checksTab = new Tab("Checks", new ChecksView(model.checks(), row -> model.show(row.ticket(), row.place())));
        HandoutView handout = new HandoutView();
        handout.show(model.lab().handout());
        reading.getTabs().addAll(new Tab("Handout", handout), checksTab);
        reading.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        reading.getStyleClass().add("dense");
        desk = new SplitPane(reading, new WritingPane(model, files, this::jump, this::showMachine));
        desk.setOrientation(Orientation.HORIZONTAL);
        desk.setDividerPositions(HANDOUT_PART);
        getStyleClass().add("workbench");
        setTop(toolBar());
        setCenter(page);
        showCode();
        setBottom(statusBar());
        model.setViewer(this::view);
        model.setRefused(this::jump);
        files.setPaused(this::typed);
        model.problems().addListener((ListChangeListener<Problem>) change -> files.mark(model.problems()));
        model.stepping().stepProperty().subscribe(step -> step.ifPresent(this::follow));
        WorkbenchKeys.install(this);
    }

    private static Label hint() {
        Label hint = new Label("Press Run (F5): the scenario runs to its end, and you can look at every moment of it.");
        hint.getStyleClass().add("hint");
        hint.setWrapText(true);
        return hint;
    }

    private HBox toolBar() {
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
        scenarios.setMinWidth(USE_PREF_SIZE);
        Label about = new Label();
        about.getStyleClass().add("scenario-title");
        about.setMinWidth(0);
        about.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(about, Priority.ALWAYS);
        Tooltip whole = new Tooltip();
        about.setTooltip(whole);
        scenarios.valueProperty().subscribe(scenario -> {
            about.setText(scenario == null ? "" : scenario.title());
            whole.setText(about.getText());
        });
        Button run = button("Run", new FontIcon(MaterialDesignP.PLAY), "Build and run the scenario (F5)", this::run);
        Button step = button(
                "Step",
                new FontIcon(MaterialDesignS.SHOE_PRINT),
                "Build, and step through the scenario (F7)",
                this::step);
        Button check = button("Check", new FontIcon(MaterialDesignC.CHECK_ALL), "Run all checks (F6)", this::check);
        Button reset = button(
                "Reset file",
                new FontIcon(MaterialDesignR.RESTORE),
                "Back to the skeleton; undo is possible",
                this::reset);
        run.getStyleClass().add("accent");
        step.disableProperty().bind(model.busyProperty());
        run.disableProperty().bind(model.busyProperty());
        check.disableProperty().bind(model.busyProperty());
        toCode.setOnAction(event -> showCode());
        toMachine.setOnAction(event -> showMachine());
        tools.getChildren().addAll(new SegmentedButton(toCode, toMachine), scenarios, run, step, check, about, reset);
        tools.getStyleClass().add("tools");
        tools.setAlignment(Pos.CENTER_LEFT);
        return tools;
    }

    private static ToggleButton toggle(String text, Ikon icon, String tip) {
        ToggleButton button = new ToggleButton(text, new FontIcon(icon));
        button.setTooltip(new Tooltip(tip));
        button.setMinWidth(USE_PREF_SIZE);
        return button;
    }

    /** Shows handout, checks and code. */
    public void showCode() {
        turnTo(desk);
    }

    /** Shows the machine, all of it. */
    public void showMachine() {
        turnTo(machinePage);
        if (machine != null) {
            machine.requestFocus();
        }
    }

    private void turnTo(Node wanted) {
        page.getChildren().setAll(wanted);
        toCode.setSelected(wanted.equals(desk));
        toMachine.setSelected(wanted.equals(machinePage));
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

    /** Adds a control at the end of the bar. */
    void addTool(Node tool) {
        tools.getChildren().add(tool);
    }

    /** Saves, builds and runs the chosen scenario. */
    public void run() {
        if (save() && !model.busyProperty().get()) {
            model.run(scenarios.getValue().name());
        }
    }

    /** Goes to the next charge point; if nobody is stepping, saves, builds and steps through the chosen scenario. */
    public void step() {
        if (model.stepping().active()) {
            model.stepping().step();
        } else if (save() && !model.busyProperty().get()) {
            showCode();
            model.step(scenarios.getValue().name());
        }
    }

    /** Runs to the line that the cursor is in. */
    void stepToCursor() {
        files.atCaret(model.stepping()::runTo);
    }

    /** Sets a breakpoint at the line that the cursor is in, or takes it away. */
    void toggleBreakpoint() {
        files.atCaret(model.stepping()::toggleBreakpoint);
    }

    WorkbenchViewModel model() {
        return model;
    }

    /** Saves, builds and judges. */
    public void check() {
        if (save() && !model.busyProperty().get()) {
            showChecks();
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
        MachinePane pane = machineOf(run.playback());
        pane.showAt(run.playback(), place);
        if (play) {
            pane.timeline().togglePlaying();
        }
        showMachine();
    }

    /** Shows the machine at the step, on its own page. */
    private void follow(Step step) {
        model.stepping().playback().ifPresent(playback -> machineOf(playback).showAt(playback, step.events()));
    }

    private MachinePane machineOf(Playback playback) {
        MachinePane pane = machine;
        if (pane == null) {
            pane = new MachinePane(playback);
            machine = pane;
            machinePage.getChildren().setAll(pane);
        }
        return pane;
    }

    /** The steps are those of the code as it was saved. */
    private void typed() {
        model.compile(files.sources());
        if (files.unsaved() && model.stepping().active()) {
            model.stepping().end();
            model.say("You have changed the code; press F7 to step through it as it is now.");
        }
    }

    private void jump(Problem problem) {
        showCode();
        files.reveal(problem.file(), problem.line(), problem.column());
    }

    /** The files, for tests and pictures. */
    FileTabs files() {
        return files;
    }

    /** Brings the checks to the front. */
    void showChecks() {
        showCode();
        reading.getSelectionModel().select(checksTab);
    }
}
