package exoscope.gui.panic;

import exoscope.labs.view.MachineView;
import exoscope.labs.view.Moment;
import exoscope.labs.view.PanicView;
import exoscope.libos.runtime.LibOsEvent.CodePlace;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;

/** Says above the machine whose libOS has panicked; there only once one has. */
public final class PanicBanner extends VBox {
    private List<String> shown = List.of();

    public PanicBanner() {
        getStyleClass().add("panic-banner");
        setId("panics");
        managedProperty().bind(visibleProperty());
        setVisible(false);
    }

    /** Shows the panics up to a moment. */
    public void show(Moment moment) {
        List<String> sentences = moment.view().panics().stream()
                .map(panic -> sentence(panic, moment.view()))
                .toList();
        if (!sentences.equals(shown)) {
            shown = sentences;
            getChildren().setAll(sentences.stream().map(PanicBanner::line).toList());
            setVisible(!sentences.isEmpty());
        }
    }

    static String sentence(PanicView panic, MachineView view) {
        String what =
                panic.what().message().isEmpty() ? "" : ": " + panic.what().message();
        String where = panic.what().stack().stream()
                .filter(place -> !place.upcall() && place.line() > 0)
                .findFirst()
                .map(PanicBanner::place)
                .orElse("");
        return "libOS panic of %s at cycle %,d%s: %s%s"
                .formatted(
                        view.nameOf(panic.env()),
                        panic.cycle(),
                        where,
                        panic.what().thrown(),
                        what);
    }

    private static String place(CodePlace place) {
        return ", in %s (%s:%d)".formatted(place.method(), place.file(), place.line());
    }

    private static Label line(String sentence) {
        Label label = new Label(sentence, new FontIcon(MaterialDesignF.FLASH_ALERT));
        label.setMinWidth(0);
        label.setTooltip(new Tooltip(sentence));
        return label;
    }
}
