package exoscope.gui.stepping;

import exoscope.libos.runtime.GuestValue;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.css.PseudoClass;
import javafx.scene.control.TreeCell;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import org.jspecify.annotations.Nullable;

/** Draws variables as a tree. What was open stays open from step to step, and what has changed stands out. */
final class VariablesView extends TreeView<VariablesView.Row> {
    private static final PseudoClass CHANGED = PseudoClass.getPseudoClass("changed");

    private final Set<String> open = new HashSet<>();
    private Map<String, String> before = Map.of();

    /**
     * A variable or a part of one.
     *
     * @param text its name and value
     * @param changed whether the value is another than at the step before
     */
    record Row(String text, boolean changed) {}

    VariablesView() {
        setShowRoot(false);
        setRoot(new TreeItem<>());
        setId("variables");
        setAccessibleText("variables");
        setCellFactory(tree -> new Cell());
    }

    void show(List<GuestValue> variables) {
        Map<String, String> now = new HashMap<>();
        List<TreeItem<Row>> items =
                variables.stream().map(each -> item(each, "", now)).toList();
        getRoot().getChildren().setAll(items);
        if (items.isEmpty()) {
            getRoot().getChildren().add(new TreeItem<>(new Row("none yet at this place", false)));
        }
        before = now;
    }

    private TreeItem<Row> item(GuestValue value, String above, Map<String, String> now) {
        String path = above + "/" + value.name();
        now.put(path, value.text());
        String earlier = before.get(path);
        boolean changed = earlier != null && !earlier.equals(value.text());
        TreeItem<Row> item = new TreeItem<>(new Row(value.name() + " = " + value.text(), changed));
        value.parts().forEach(part -> item.getChildren().add(item(part, path, now)));
        item.setExpanded(open.contains(path));
        item.expandedProperty().subscribe(expanded -> {
            if (expanded) {
                open.add(path);
            } else {
                open.remove(path);
            }
        });
        return item;
    }

    private static final class Cell extends TreeCell<Row> {
        @Override
        protected void updateItem(@Nullable Row row, boolean empty) {
            super.updateItem(row, empty);
            Row shown = empty ? null : row;
            setText(shown == null ? null : shown.text());
            pseudoClassStateChanged(CHANGED, shown != null && shown.changed());
        }
    }
}
