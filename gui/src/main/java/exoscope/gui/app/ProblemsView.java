package exoscope.gui.app;

import exoscope.libos.metered.Problem;
import java.util.function.Consumer;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;

/** What is wrong with the code, a line a problem; there only while something is. */
final class ProblemsView extends ListView<Problem> {
    private static final int MOST_ROWS = 5;
    /** Height of a row in em: messages are longer than a line, and wrap. */
    private static final double ROW = 2.9;

    ProblemsView(ObservableList<Problem> problems, Consumer<Problem> jump) {
        super(problems);
        getStyleClass().add("problems");
        setAccessibleText("problems");
        setCellFactory(list -> new Cell());
        setOnMouseClicked(event -> jumpToSelected(jump));
        setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                jumpToSelected(jump);
            }
        });
        problems.addListener((ListChangeListener<Problem>) change -> fit());
        fit();
    }

    private void jumpToSelected(Consumer<Problem> jump) {
        Problem problem = getSelectionModel().getSelectedItem();
        if (problem != null) {
            jump.accept(problem);
        }
    }

    private void fit() {
        int rows = Math.min(MOST_ROWS, getItems().size());
        setVisible(rows > 0);
        setManaged(rows > 0);
        setStyle("-fx-pref-height: %sem; -fx-min-height: %sem;".formatted(rows * ROW + 0.3, rows * ROW + 0.3));
    }

    private static final class Cell extends ListCell<Problem> {
        Cell() {
            setWrapText(true);
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(Problem problem, boolean empty) {
            super.updateItem(problem, empty);
            setText(empty || problem == null ? null : Sentences.oneLine(problem));
        }
    }
}
