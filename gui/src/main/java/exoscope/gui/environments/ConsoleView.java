package exoscope.gui.environments;

import exoscope.labs.view.Moment;
import javafx.scene.control.TextArea;
import javafx.scene.layout.BorderPane;

/** Shows what the programs have printed. */
public final class ConsoleView extends BorderPane {
    private final TextArea text = new TextArea();

    public ConsoleView() {
        text.setEditable(false);
        text.setPromptText("Nothing has been printed yet.");
        text.setAccessibleText("Console output");
        text.getStyleClass().add("console-text");
        setCenter(text);
        setId("console");
    }

    /** Shows the console at a moment. */
    public void show(Moment moment) {
        String console = moment.view().console();
        if (!console.equals(text.getText())) {
            text.setText(console);
            text.positionCaret(console.length());
        }
    }
}
