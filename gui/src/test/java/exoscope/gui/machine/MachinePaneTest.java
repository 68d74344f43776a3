package exoscope.gui.machine;

import static exoscope.gui.ReferenceRun.CROWDED;
import static exoscope.gui.ReferenceRun.TOO_LATE;
import static exoscope.gui.ReferenceRun.placeOf;
import static org.assertj.core.api.Assertions.assertThat;

import exoscope.gui.OnStage;
import exoscope.kernel.KernelEvent;
import java.util.List;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.Slider;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.Test;

/** The panels, drawn without a display. */
class MachinePaneTest {
    private static void withPane(OnStage.Act<MachinePane> act) throws Exception {
        OnStage.with(() -> new MachinePane(CROWDED.playback()), 980, 800, act);
    }

    private static void press(MachinePane pane, KeyCode key) {
        Node target = pane.lookup(".slider");
        Event.fireEvent(target, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", key, false, false, false, false));
    }

    private static String text(MachinePane pane, String selector) {
        return ((Labeled) pane.lookup(selector)).getText();
    }

    private static List<Node> cells(MachinePane pane, String styleClass) {
        return pane.lookupAll("." + styleClass).stream().toList();
    }

    @Test
    void keysMoveEverythingTogether() throws Exception {
        withPane(pane -> {
            press(pane, KeyCode.RIGHT);
            assertThat(pane.timeline().moment().place()).isEqualTo(1);
            press(pane, KeyCode.PAGE_DOWN);
            assertThat(text(pane, ".timeline-sentence")).isEqualTo("pager comes to life with 6 frames guaranteed");
            press(pane, KeyCode.END);
            assertThat(((Slider) pane.lookup(".slider")).getValue())
                    .isEqualTo((double) pane.timeline().last());
            press(pane, KeyCode.HOME);
            assertThat(pane.timeline().moment().place()).isZero();
            press(pane, KeyCode.SPACE);
            assertThat(pane.timeline().playingProperty().get()).isTrue();
            press(pane, KeyCode.SPACE);
            assertThat(pane.timeline().playingProperty().get()).isFalse();
        });
    }

    @Test
    void everyFrameAndSlotHasACellThatAScreenReaderCanRead() throws Exception {
        withPane(pane -> {
            pane.timeline().seek(placeOf(CROWDED, KernelEvent.RevocationRequested.class, 6));
            assertThat(cells(pane, "frame-cell"))
                    .hasSize(44)
                    .allSatisfy(cell -> assertThat(cell.getAccessibleText()).isNotBlank());
            assertThat(cells(pane, "tlb-slot"))
                    .hasSize(64)
                    .allSatisfy(cell -> assertThat(cell.getAccessibleText()).isNotBlank());
            assertThat(cells(pane, "lifeline"))
                    .hasSize(6)
                    .allSatisfy(line -> assertThat(line.getAccessibleText()).contains("asked back from pager"));
        });
    }

    @Test
    void scrubbingTheSliderSeeks() throws Exception {
        withPane(pane -> {
            ((Slider) pane.lookup(".slider")).setValue(345.4);
            assertThat(pane.timeline().moment().place()).isEqualTo(345);
        });
    }

    @Test
    void anotherRunReplacesAllOfTheFirst() throws Exception {
        withPane(pane -> {
            pane.showAt(TOO_LATE.playback(), placeOf(TOO_LATE, KernelEvent.RevocationAborted.class, 1));
            assertThat(text(pane, ".timeline-sentence")).startsWith("Too late: the kernel takes frame");
            assertThat(cells(pane, "frame-cell")).hasSize(36);
            pane.show(CROWDED.playback());
            assertThat(text(pane, ".timeline-sentence")).startsWith("hog comes to life");
            assertThat(cells(pane, "frame-cell")).hasSize(44);
        });
    }

    @Test
    void nothingIsCutOffInASmallWindow() throws Exception {
        OnStage.with(() -> new MachinePane(CROWDED.playback()), 800, 700, pane -> {
            pane.timeline().seek(placeOf(CROWDED, KernelEvent.RevocationRequested.class, 6));
            pane.applyCss();
            pane.layout();
            for (String id : List.of("#environments", "#frames", "#tlb", "#revocations", "#events", "#timeline")) {
                var bounds = pane.lookup(id).localToScene(pane.lookup(id).getLayoutBounds());
                assertThat(bounds.getMinX()).as(id).isGreaterThanOrEqualTo(0);
                assertThat(bounds.getMaxX()).as(id).isLessThanOrEqualTo(800);
                assertThat(bounds.getMaxY()).as(id).isLessThanOrEqualTo(700);
                assertThat(bounds.getHeight()).as(id).isGreaterThan(50);
            }
        });
    }
}
