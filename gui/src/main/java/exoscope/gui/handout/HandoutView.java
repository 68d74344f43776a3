package exoscope.gui.handout;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Separator;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextFlow;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListBlock;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.Parser;

/** A Markdown text as a column of nodes that wraps at any width. */
public final class HandoutView extends ScrollPane {
    private static final Parser PARSER =
            Parser.builder().extensions(List.of(TablesExtension.create())).build();

    private final VBox page = new VBox();

    public HandoutView() {
        page.getStyleClass().add("handout");
        page.setFillWidth(true);
        setContent(page);
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setAccessibleText("handout");
        getStyleClass().add("handout-scroll");
    }

    /** Shows a text from its beginning. */
    public void show(String markdown) {
        page.getChildren().setAll(blocks(PARSER.parse(markdown)));
        setVvalue(0);
    }

    private static List<Node> blocks(org.commonmark.node.Node parent) {
        return Blocks.childrenOf(parent).map(HandoutView::block).toList();
    }

    private static Node block(org.commonmark.node.Node block) {
        return switch (block) {
            case Heading heading -> styled(Inlines.flow(heading), "handout-h" + Math.min(3, heading.getLevel()));
            case Paragraph paragraph -> styled(Inlines.flow(paragraph), "handout-p");
            case FencedCodeBlock code -> code(code.getLiteral());
            case IndentedCodeBlock code -> code(code.getLiteral());
            case BulletList list -> list(list, 0);
            case OrderedList list -> list(list, firstNumber(list));
            case BlockQuote quote -> styled(new VBox(blocks(quote).toArray(Node[]::new)), "handout-quote");
            case TableBlock table -> new TableNode(table);
            case ThematicBreak line -> new Separator();
            default -> new VBox(blocks(block).toArray(Node[]::new));
        };
    }

    private static int firstNumber(OrderedList list) {
        Integer start = list.getMarkerStartNumber();
        return start == null ? 1 : start;
    }

    private static Node list(ListBlock list, int first) {
        VBox items = new VBox();
        items.getStyleClass().add("handout-list");
        int number = first;
        for (org.commonmark.node.Node item : Blocks.childrenOf(list).toList()) {
            Label mark = new Label(first == 0 ? "•" : number++ + ".");
            mark.getStyleClass().add("handout-mark");
            mark.setMinWidth(USE_PREF_SIZE);
            VBox body = new VBox(blocks(item).toArray(Node[]::new));
            HBox.setHgrow(body, Priority.ALWAYS);
            HBox row = new HBox(mark, body);
            row.setAlignment(Pos.TOP_LEFT);
            row.getStyleClass().add("handout-item");
            items.getChildren().add(row);
        }
        return items;
    }

    private static Node code(String text) {
        Label code = new Label(text.stripTrailing());
        code.setWrapText(true);
        code.setMaxWidth(Double.MAX_VALUE);
        return styled(code, "handout-code-block");
    }

    static <N extends Node> N styled(N node, String style) {
        node.getStyleClass().add(style);
        if (node instanceof TextFlow flow) {
            flow.setMaxWidth(Double.MAX_VALUE);
        }
        return node;
    }
}
