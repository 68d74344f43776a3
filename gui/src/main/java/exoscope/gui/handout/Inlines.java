package exoscope.gui.handout;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;

/** What stands inside a paragraph: text in its several dresses. */
final class Inlines {
    private Inlines() {}

    static TextFlow flow(Node parent) {
        TextFlow flow = new TextFlow();
        add(parent, List.of(), flow);
        return flow;
    }

    private static void add(Node parent, List<String> styles, TextFlow flow) {
        Blocks.childrenOf(parent).forEach(child -> {
            switch (child) {
                case org.commonmark.node.Text text -> text(text.getLiteral(), styles, flow);
                case Code code -> text(code.getLiteral(), with(styles, "handout-code"), flow);
                case Emphasis emphasis -> add(emphasis, with(styles, "handout-em"), flow);
                case StrongEmphasis strong -> add(strong, with(styles, "handout-strong"), flow);
                case Link link -> {
                    add(link, with(styles, "handout-link"), flow);
                    text(" (" + link.getDestination() + ")", styles, flow);
                }
                case SoftLineBreak space -> text(" ", styles, flow);
                case HardLineBreak line -> text("\n", styles, flow);
                default -> add(child, styles, flow);
            }
        });
    }

    private static void text(String content, List<String> styles, TextFlow flow) {
        Text text = new Text(content);
        text.getStyleClass().add("handout-text");
        text.getStyleClass().addAll(styles);
        flow.getChildren().add(text);
    }

    private static List<String> with(List<String> styles, String more) {
        List<String> all = new ArrayList<>(styles);
        all.add(more);
        return all;
    }
}
