package exoscope.gui.environments;

import exoscope.gui.environments.EnvironmentsViewModel.Card;
import exoscope.gui.look.Badge;
import exoscope.labs.view.Moment;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Draws the strip of environments: a card for each. */
public final class EnvironmentsView extends HBox {
    private static final PseudoClass RUNNING = PseudoClass.getPseudoClass("running");
    private static final PseudoClass ENDED = PseudoClass.getPseudoClass("ended");

    private List<Card> shown = List.of();

    public EnvironmentsView() {
        getStyleClass().add("env-strip");
        setId("environments");
    }

    /** Shows the environments at a moment. */
    public void show(Moment moment) {
        EnvironmentsViewModel model = EnvironmentsViewModel.of(moment);
        if (model.cards().equals(shown)) {
            return;
        }
        shown = model.cards();
        getChildren().setAll(shown.stream().map(EnvironmentsView::card).toList());
    }

    private static VBox card(Card card) {
        Label name = new Label(card.look().name(), new Badge(card.look()));
        name.getStyleClass().add("env-name");
        Label state = new Label(card.state());
        state.getStyleClass().add("env-state");
        Label figures = new Label(card.figures());
        figures.getStyleClass().add("env-figures");
        VBox box = new VBox(name, state, figures);
        box.getStyleClass().add("env-card");
        box.setMinWidth(0);
        box.setPrefWidth(100);
        HBox.setHgrow(box, Priority.ALWAYS);
        box.pseudoClassStateChanged(RUNNING, card.running());
        box.pseudoClassStateChanged(ENDED, !card.alive());
        box.setAccessibleRole(AccessibleRole.TEXT);
        box.setAccessibleText(card.look().name() + " " + card.state() + "; " + card.figures());
        Tooltip.install(
                box,
                new Tooltip(String.join("\n", card.state(), card.figures(), card.stack())
                        .strip()));
        return box;
    }
}
