package exoscope.gui.app;

import exoscope.labs.engine.Lab;
import exoscope.labs.engine.LabException;
import exoscope.labs.engine.Workspace;
import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;

/** The first thing to see: choose a lab and a folder, and begin or go on. */
public final class WelcomeView extends VBox {
    private final ComboBox<String> labs = new ComboBox<>();
    private final TextField folder = new TextField();
    private final Label problem = new Label();
    private final Consumer<Workspace> open;

    /**
     * @param open what to do with the workspace chosen
     * @param scene shows the lecture scene instead
     */
    public WelcomeView(Consumer<Workspace> open, Runnable scene) {
        this.open = open;
        getStyleClass().add("welcome");
        setAlignment(Pos.CENTER);
        Label title = new Label("Exoscope");
        title.getStyleClass().add("welcome-title");
        Label about = new Label(
                "A kernel that owns no abstraction, a machine you can look into, and libraries that you write.");
        about.setWrapText(true);
        labs.getItems().setAll(Lab.names());
        labs.getSelectionModel().selectFirst();
        labs.setAccessibleText("lab");
        folder.setText(Path.of("my-lab04").toAbsolutePath().toString());
        folder.setAccessibleText("folder of your workspace");
        HBox.setHgrow(folder, Priority.ALWAYS);
        Button choose = new Button("Choose…");
        choose.setOnAction(event -> chooseFolder());
        Button create = new Button("Begin a new workspace");
        create.setDefaultButton(true);
        create.setOnAction(event -> attempt(() -> Workspace.create(lab(), path())));
        Button existing = new Button("Open this folder");
        existing.setOnAction(event -> attempt(() -> Workspace.open(lab(), path())));
        Button lecture = new Button("Just show me a run");
        lecture.setOnAction(event -> scene.run());
        problem.setWrapText(true);
        problem.getStyleClass().add("welcome-problem");
        getChildren()
                .addAll(
                        title,
                        about,
                        row(new Label("Lab"), labs),
                        row(new Label("Folder"), folder, choose),
                        new HBox(8, create, existing, lecture),
                        problem);
    }

    private static HBox row(Label label, Node... fields) {
        label.setMinWidth(60);
        HBox row = new HBox(8, label);
        row.getChildren().addAll(fields);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private void chooseFolder() {
        File chosen = new DirectoryChooser().showDialog(getScene().getWindow());
        if (chosen != null) {
            folder.setText(chosen.toString());
        }
    }

    private Lab lab() {
        return Lab.find(labs.getValue());
    }

    private Path path() {
        try {
            return Path.of(folder.getText().strip());
        } catch (InvalidPathException e) {
            throw new LabException("'%s' cannot be the name of a folder.".formatted(folder.getText()), e);
        }
    }

    /** Says what went wrong. */
    void say(String sentence) {
        problem.setText(sentence);
    }

    private void attempt(Supplier<Workspace> how) {
        try {
            Workspace workspace = how.get();
            workspace.sources();
            open.accept(workspace);
        } catch (LabException e) {
            say(Sentences.failure(e));
        }
    }
}
