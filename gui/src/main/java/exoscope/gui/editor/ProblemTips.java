package exoscope.gui.editor;

import java.time.Duration;
import javafx.geometry.Point2D;
import javafx.scene.control.Tooltip;
import org.fxmisc.richtext.CodeArea;
import org.fxmisc.richtext.event.MouseOverTextEvent;
import org.fxmisc.richtext.model.TwoDimensional.Bias;

/** Says what is wrong where the mouse rests on a line with a problem. */
final class ProblemTips {
    private static final Duration REST = Duration.ofMillis(400);
    private static final double WIDTH = 480;
    private static final double BELOW = 12;

    private ProblemTips() {}

    static void install(CodeEditor editor, CodeArea area) {
        Tooltip tip = new Tooltip();
        tip.setWrapText(true);
        tip.setMaxWidth(WIDTH);
        area.setMouseOverTextDelay(REST);
        area.addEventHandler(MouseOverTextEvent.MOUSE_OVER_TEXT_BEGIN, event -> {
            int line = area.offsetToPosition(event.getCharacterIndex(), Bias.Forward)
                            .getMajor()
                    + 1;
            editor.problemAt(line).ifPresent(problem -> {
                tip.setText(problem.message());
                Point2D at = event.getScreenPosition();
                tip.show(area, at.getX(), at.getY() + BELOW);
            });
        });
        area.addEventHandler(MouseOverTextEvent.MOUSE_OVER_TEXT_END, event -> tip.hide());
    }
}
