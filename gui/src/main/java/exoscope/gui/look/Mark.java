package exoscope.gui.look;

import java.util.regex.Pattern;
import javafx.scene.Node;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;

/** Signs that mean the same in every panel. */
@SuppressWarnings("ImmutableEnumChecker") // an Ikon is a constant of an enum itself
public enum Mark {
    WRITABLE(MaterialDesignP.PENCIL, "mark-writable", "may be written"),
    ASKED(MaterialDesignA.ARROW_LEFT_BOLD, "mark-asked", "asked back"),
    PINNED(MaterialDesignD.DATABASE, "mark-pinned", "disk at work on it"),
    ACKNOWLEDGED(MaterialDesignC.CHECK_BOLD, "mark-acknowledged", "given back"),
    ABORTED(MaterialDesignC.CONTENT_CUT, "mark-aborted", "taken by force");

    private static final double SIZE = 1;
    private static final Pattern SIZE_IN_STYLE = Pattern.compile(" -fx-icon-size: \\d+;");

    private final Ikon ikon;
    private final String styleClass;
    private final String meaning;

    Mark(Ikon ikon, String styleClass, String meaning) {
        this.ikon = ikon;
        this.styleClass = styleClass;
        this.meaning = meaning;
    }

    /** A new drawing of the sign, as tall as the text around it. */
    public Label icon() {
        Label holder = sized(ikon, SIZE);
        holder.getGraphic().getStyleClass().addAll("mark", styleClass);
        holder.setAccessibleText(meaning);
        return holder;
    }

    /**
     * An icon that grows with the text.
     *
     * @param em its height in the unit of the same name
     */
    public static Label sized(Ikon ikon, double em) {
        FontIcon icon = new FontIcon(ikon);
        Label holder = new Label("", icon);
        holder.fontProperty()
                .subscribe(font ->
                        icon.setStyle(SIZE_IN_STYLE.matcher(icon.getStyle()).replaceAll("")
                                + " -fx-icon-size: %d;"
                                        .formatted(Math.round(
                                                font.getSize() * em)))); // themes set it; only this outranks them
        holder.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        holder.setMinWidth(Region.USE_PREF_SIZE);
        return holder;
    }

    /** The sign with its meaning, for a legend. */
    public Label legend() {
        return legend(icon(), meaning);
    }

    /** Any drawing with its meaning, for a legend. */
    public static Label legend(Node drawing, String meaning) {
        Label label = new Label(meaning, drawing);
        label.getStyleClass().add("legend");
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }
}
