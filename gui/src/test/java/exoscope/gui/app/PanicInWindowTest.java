package exoscope.gui.app;

import static org.assertj.core.api.Assertions.assertThat;

import exoscope.grading.staff.Reference;
import exoscope.gui.desktop.Background;
import exoscope.gui.panic.PanicView;
import exoscope.labs.engine.Lab;
import exoscope.labs.engine.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A student whose pager throws sees it at the line, below the code and above the machine. */
class PanicInWindowTest {
    @TempDir
    private Path home;

    private final Lab lab = Lab.find("lab04");

    @Test
    void panicIsMarkedAtItsLineAndToldBelowTheCodeAndAboveTheMachine() throws IOException {
        Workspace workspace = Workspace.create(lab, home.resolve("my"));
        String text = Reference.sources(lab).stream()
                .filter(file -> file.path().equals("lab04/Pager.java"))
                .findFirst()
                .orElseThrow()
                .text()
                .replace(
                        "// BEGIN lab04.answer",
                        "env.kernel().ownerOf(frame); ((int[]) null)[0] = frame; // BEGIN lab04.answer");
        workspace.write("lab04/Pager.java", text);
        int line = 1
                + (int) text.lines()
                        .takeWhile(each -> !each.contains("((int[]) null)[0]"))
                        .count();
        Fx.on(() -> {
            WorkbenchView view =
                    new WorkbenchView(new WorkbenchViewModel(workspace, new Background(Runnable::run, Runnable::run)));
            MainWindow.dress(view);
            Scene scene = new Scene(view, 1280, 800);
            layOut(view);
            PanicView panel = (PanicView) view.lookup("#panic");
            assertThat(panel.isVisible()).isFalse();
            view.run();
            layOut(view);
            assertThat(view.lookup("#panics").isVisible()).isTrue();
            assertThat(scene.getRoot().lookupAll("#panics .label"))
                    .extracting(label -> ((Label) label).getText())
                    .singleElement()
                    .asString()
                    .startsWith("libOS panic of pager at cycle ")
                    .contains("in Pager.onRevoke (lab04/Pager.java:%d): NullPointerException".formatted(line));
            view.showCode();
            layOut(view);
            assertThat(panel.isVisible()).isTrue();
            assertThat(panel.lookup(".panic-headline"))
                    .isInstanceOfSatisfying(
                            Label.class, label -> assertThat(label.getText()).startsWith("NullPointerException"));
            assertThat(view.files().editor("lab04/Pager.java").caretLine()).isEqualTo(line);
            assertThat(view.lookupAll(".line-mark-panic")).hasSize(1);
            workspace.write("lab04/Pager.java", text.replace("((int[]) null)[0] = frame;", ""));
            return null;
        });
    }

    private static void layOut(WorkbenchView view) {
        view.applyCss();
        view.layout();
    }
}
