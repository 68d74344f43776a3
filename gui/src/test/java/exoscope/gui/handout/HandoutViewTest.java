package exoscope.gui.handout;

import static org.assertj.core.api.Assertions.assertThat;

import exoscope.gui.app.Fx;
import exoscope.labs.engine.Lab;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import org.junit.jupiter.api.Test;

class HandoutViewTest {
    private static VBox page(String markdown) {
        return Fx.on(() -> {
            HandoutView view = new HandoutView();
            view.show(markdown);
            return (VBox) view.getContent();
        });
    }

    private static String textOf(Node node, String style) {
        StringBuilder all = new StringBuilder();
        node.lookupAll("." + style).forEach(each -> all.append(((Text) each).getText()));
        return all.toString();
    }

    @Test
    void everyKindOfBlockBecomesANodeOfItsOwn() {
        VBox page = page(
                "# Title\n\ntext with `code`\n\n- one\n- two\n\n```\nint a;\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n");
        assertThat(page.getChildren().stream().map(node -> node.getStyleClass().getLast()))
                .containsExactly("handout-h1", "handout-p", "handout-list", "handout-code-block", "handout-table");
        assertThat(textOf(page, "handout-code")).isEqualTo("code");
    }

    @Test
    void numberedListsKeepTheirNumbers() {
        VBox page = page("3. three\n4. four\n");
        List<String> marks = page.lookupAll(".handout-mark").stream()
                .map(node -> ((Label) node).getText())
                .toList();
        assertThat(marks).containsExactly("3.", "4.");
    }

    @Test
    void handoutOfEveryLabIsDrawn() {
        for (String lab : Lab.names()) {
            assertThat(textOf(page(Lab.find(lab).handout()), "handout-text")).contains("What you write");
        }
    }
}
