package exoscope.gui.app;

import exoscope.gui.desktop.Desktop;
import exoscope.gui.lecture.LecturePane;
import exoscope.gui.lecture.ScenePlayer;
import exoscope.gui.look.Theme;
import exoscope.gui.look.Zoom;
import exoscope.labs.engine.Workspace;
import exoscope.labs.scene.SceneFile;
import java.util.Optional;
import javafx.application.Platform;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonType;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;

/** The one window of a student: a welcome, then the workbench. */
public final class MainWindow {
    private static final String SHEET = "/exoscope/gui/workbench.css";
    private static final double WIDTH = 1280;
    private static final double HEIGHT = 800;

    private final Background background = new Background(Background.oneThread(), Platform::runLater);
    private final BorderPane root = new BorderPane();
    private final Scene scene = new Scene(root, WIDTH, HEIGHT);
    private Theme theme = Theme.LIGHT;

    MainWindow() {
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
        Desktop.showAndWait(stage -> new MainWindow().open(stage));
    }

    private void open(Stage stage) {
        stage.setTitle("Exoscope");
        stage.setScene(scene);
        stage.setOnCloseRequest(event -> {
            if (root.getCenter() instanceof WorkbenchView view && view.unsaved() && !view.save()) {
                event.consume();
            }
        });
        stage.show();
    }

    private void welcome() {
        root.setTop(null);
        root.setCenter(new StackPane(new WelcomeView(this::work, this::lecture)));
    }

    private void work(Workspace workspace) {
        WorkbenchView view = new WorkbenchView(new WorkbenchViewModel(workspace, background));
        view.setConfirmReset(this::confirmReset);
        view.addTool(themeToggle());
        root.setCenter(view);
    }

    private void lecture() {
        background.run(
                () -> ScenePlayer.script(SceneFile.find(SceneFile.DEFAULT)),
                script -> root.setCenter(new LecturePane(script)),
                failure -> {
                    throw failure;
                });
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
        Alert question = new Alert(
                Alert.AlertType.CONFIRMATION,
                "Put this file back to how it was handed out?",
                ButtonType.OK,
                ButtonType.CANCEL);
        question.setHeaderText(null);
        question.initOwner(scene.getWindow());
        Optional<ButtonType> answer = question.showAndWait();
        return answer.filter(ButtonType.OK::equals).isPresent();
    }
}
