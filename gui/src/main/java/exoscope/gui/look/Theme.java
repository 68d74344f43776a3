package exoscope.gui.look;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import javafx.application.Application;
import javafx.scene.Scene;

/** Light for projectors and daylight, dark for the evening. */
public enum Theme {
    LIGHT(new PrimerLight().getUserAgentStylesheet()),
    DARK(new PrimerDark().getUserAgentStylesheet());

    private static final String SHEET = "/exoscope/gui/machine.css";

    private final String styleSheet;

    Theme(String styleSheet) {
        this.styleSheet = styleSheet;
    }

    /** Gives all windows this theme. */
    public void use() {
        Application.setUserAgentStylesheet(styleSheet);
    }

    public Theme other() {
        return this == LIGHT ? DARK : LIGHT;
    }

    /** The style sheet of the machine's panels, which goes with both themes. */
    public static String sheet() {
        return Theme.class.getResource(SHEET).toExternalForm();
    }

    /** Gives a scene the panels' style sheet. */
    public static void dress(Scene scene) {
        scene.getStylesheets().add(sheet());
    }
}
