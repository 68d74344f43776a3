package exoscope.gui.look;

import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/** An environment's letter on its colour and pattern. */
public final class Badge extends Label {
    public Badge(EnvLook look) {
        super(look.letter());
        getStyleClass().addAll("badge", look.styleClass());
        setMinWidth(Region.USE_PREF_SIZE);
        setAccessibleText(look.name());
    }
}
