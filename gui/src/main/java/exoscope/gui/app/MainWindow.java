package exoscope.gui.app;

import exoscope.gui.desktop.Background;
import exoscope.gui.desktop.Desktop;
import exoscope.gui.lecture.LecturePane;
import exoscope.gui.lecture.ScenePlayer;
import exoscope.gui.look.Theme;
import exoscope.gui.look.Zoom;
import exoscope.gui.pictures.Pictures;
import exoscope.labs.engine.Workspace;
import exoscope.labs.scene.SceneFile;
import java.io.IOException;
import java.nio.file.Path;
import javafx.application.Platform;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Alert;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonType;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;

/** The one window of a student: a welcome, then the workbench. */
public final class MainWindow {
    private static final String SHEET = "/exoscope/gui/workbench.css";
    private static final double WIDTH = 1280;
    private static final double HEIGHT = 800;

    private final Background background;
    private final BorderPane root = new BorderPane();
    private final Scene scene = new Scene(root, WIDTH, HEIGHT);
    private final WelcomeView welcome = new WelcomeView(this::open, this::lecture);
    private Theme theme = Theme.LIGHT;

    /** @param background where long work is done; a test or a picture may have it done at once */
    public MainWindow(Background background) {
        this.background = background;
        theme.use();
        dress(root);
        Zoom.install(scene);
        welcome();
    }

    /** Gives a tree of nodes the workbench's style sheets. */
    static void dress(Parent parent) {
        parent.getStylesheets().add(Theme.sheet());
        parent.getStylesheets().add(MainWindow.class.getResource(SHEET).toExternalForm());
    }

    /**
     * Opens the window and returns when it has been closed.
     *
     * @throws exoscope.gui.pictures.DrawingException if this computer cannot open one
     */
    public static void showAndWait() {
        Desktop.showAndWait(
                stage -> new MainWindow(new Background(Background.oneThread(), Platform::runLater)).show(stage));
    }

    /**
     * Takes a picture of the whole window; a stage is not needed.
     *
     * @throws IOException if it cannot be written
     */
    public void picture(Path png) throws IOException {
        Pictures.of(scene, png);
    }

    void show(Stage stage) {
        stage.setTitle("Exoscope");
        stage.setScene(scene);
        stage.setOnCloseRequest(event -> {
            if (root.getCenter() instanceof WorkbenchView view && view.unsaved() && !view.save() && !confirmLoss()) {
                event.consume();
            }
        });
        stage.show();
    }

    private void welcome() {
        root.setTop(null);
        root.setCenter(new StackPane(welcome));
    }

    /** Shows the workbench of a workspace. */
    public void open(Workspace workspace) {
        WorkbenchView view = new WorkbenchView(new WorkbenchViewModel(workspace, background));
        view.setConfirmReset(this::confirmReset);
        view.addTool(themeToggle());
        root.setCenter(view);
    }

    private void lecture() {
        background.run(
                () -> ScenePlayer.script(SceneFile.find(SceneFile.DEFAULT)),
                script -> {
                    LecturePane lecture = new LecturePane(script);
                    root.setTop(backBar());
                    root.setCenter(lecture);
                    lecture.requestFocus(); // its keys, and not those of the button above it
                },
                failure -> welcome.say(Sentences.failure(failure)));
    }

    private HBox backBar() {
        Button back = new Button("Back to the beginning", new FontIcon(MaterialDesignA.ARROW_LEFT));
        back.setOnAction(event -> welcome());
        HBox bar = new HBox(back, themeToggle());
        bar.getStyleClass().add("tools");
        return bar;
    }

    private ToggleButton themeToggle() {
        ToggleButton toggle = new ToggleButton("", new FontIcon(MaterialDesignT.THEME_LIGHT_DARK));
        toggle.setAccessibleText("dark theme");
        toggle.setSelected(theme == Theme.DARK);
        toggle.setOnAction(event -> {
            theme = theme.other();
            theme.use();
        });
        return toggle;
    }

    private boolean confirmReset() {
        return confirm("Put this file back to how it was handed out?");
    }

    private boolean confirmLoss() {
        return confirm("Your text could not be saved. Close the window all the same and lose it?");
    }

    private boolean confirm(String sentence) {
        Alert question = new Alert(Alert.AlertType.CONFIRMATION, sentence, ButtonType.OK, ButtonType.CANCEL);
        question.setHeaderText(null);
        question.initOwner(scene.getWindow());
        return question.showAndWait().filter(ButtonType.OK::equals).isPresent();
    }
}
