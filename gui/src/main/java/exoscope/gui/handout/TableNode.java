package exoscope.gui.handout;

import java.util.List;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.node.Node;

/** A table; its last column takes the room that is left. */
final class TableNode extends GridPane {
    /** Share of the width that each column but the last has. */
    private static final double FIRST_COLUMNS = 30;

    TableNode(TableBlock table) {
        getStyleClass().add("handout-table");
        int row = 0;
        int columns = 0;
        for (Node section : Blocks.childrenOf(table).toList()) {
            for (Node line : Blocks.childrenOf(section).toList()) {
                List<Node> cells = Blocks.childrenOf(line).toList();
                for (int column = 0; column < cells.size(); column++) {
                    add(cell((TableCell) cells.get(column)), column, row);
                }
                columns = Math.max(columns, cells.size());
                row++;
            }
        }
        for (int column = 0; column < columns; column++) {
            getColumnConstraints().add(width(column < columns - 1, columns));
        }
    }

    private static ColumnConstraints width(boolean first, int columns) {
        ColumnConstraints constraints = new ColumnConstraints();
        double rest = 100 - FIRST_COLUMNS * (columns - 1);
        constraints.setPercentWidth(first ? FIRST_COLUMNS : rest);
        constraints.setHgrow(Priority.ALWAYS);
        return constraints;
    }

    private static VBox cell(TableCell cell) {
        VBox box = new VBox(Inlines.flow(cell));
        box.getStyleClass().add(cell.isHeader() ? "handout-th" : "handout-td");
        return box;
    }
}
