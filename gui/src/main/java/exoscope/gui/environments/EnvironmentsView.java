package exoscope.gui.environments;

import exoscope.gui.environments.EnvironmentsViewModel.Card;
import exoscope.gui.look.Badge;
import exoscope.labs.view.Moment;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Draws the strip of environments: a card for each. */
public final class EnvironmentsView extends HBox {
    private static final PseudoClass RUNNING = PseudoClass.getPseudoClass("running");
    private static final PseudoClass ENDED = PseudoClass.getPseudoClass("ended");

    private static final PseudoClass INNERMOST = PseudoClass.getPseudoClass("innermost");
    /** Upcalls drawn at most; those beneath are counted. */
    private static final int MOST_STAIRS = 8;
    /** Height of the lowest stair, in em, and how much higher the next one is. */
    private static final double LOWEST = 1.45;

    private static final double RISE = 0.12;

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

    /** Upcalls as a flight of stairs: each stands on the one that it has interrupted. */
    private static HBox stairs(List<String> levels) {
        HBox stairs = new HBox();
        stairs.getStyleClass().add("nest-stairs");
        stairs.setAlignment(Pos.BOTTOM_LEFT);
        int hidden = Math.max(0, levels.size() - MOST_STAIRS);
        for (int i = hidden; i < levels.size(); i++) {
            Label stair = new Label(i == hidden && hidden > 0 ? "+" + (hidden + 1) : levels.get(i));
            stair.getStyleClass().add("nest-level");
            stair.pseudoClassStateChanged(INNERMOST, i == levels.size() - 1);
            stair.setStyle("-fx-pref-height: %.2fem; -fx-min-height: %<.2fem;".formatted(LOWEST + RISE * (i - hidden)));
            stair.setMinWidth(Region.USE_PREF_SIZE);
            stairs.getChildren().add(stair);
        }
        return stairs;
    }

    private static VBox card(Card card) {
        Label name = new Label(card.look().name(), new Badge(card.look()));
        name.getStyleClass().add("env-name");
        HBox top = new HBox(name, stairs(card.levels()));
        top.getStyleClass().add("env-top");
        Label state = new Label(card.state());
        state.getStyleClass().add("env-state");
        Label figures = new Label(card.figures());
        figures.getStyleClass().add("env-figures");
        VBox box = new VBox(top, state, figures);
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
