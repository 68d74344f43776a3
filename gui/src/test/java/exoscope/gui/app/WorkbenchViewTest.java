package exoscope.gui.app;

import static org.assertj.core.api.Assertions.assertThat;

import exoscope.gui.desktop.Background;
import exoscope.labs.engine.Lab;
import exoscope.labs.engine.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole workbench, drawn without a display; its work is done on the thread that draws. */
class WorkbenchViewTest {
    @TempDir
    private Path home;

    private Workspace workspace = Workspace.open(Lab.find("lab04"), Path.of("."));

    @BeforeEach
    void createWorkspace() {
        workspace = Workspace.create(Lab.find("lab04"), home.resolve("my"));
    }

    private WorkbenchView open() {
        return Fx.on(() -> {
            WorkbenchView view =
                    new WorkbenchView(new WorkbenchViewModel(workspace, new Background(Runnable::run, Runnable::run)));
            MainWindow.dress(view);
            Scene scene = new Scene(view, 1000, 800);
            scene.getRoot().applyCss();
            scene.getRoot().layout();
            return view;
        });
    }

    private static void layOut(WorkbenchView view) {
        view.applyCss();
        view.layout();
    }

    @Test
    void whatIsTypedIsSavedBeforeItRunsAndErrorsAreMarkedAtTheirLine() throws IOException {
        WorkbenchView view = open();
        Fx.on(() -> {
            view.files().editor("lab04/Pager.java").replaceText("package lab04;\n\nclass Pager extends Nothing {}\n");
            view.run();
            return null;
        });
        assertThat(workspace.path("lab04/Pager.java")).content().contains("extends Nothing");
        assertThat(view.unsaved()).isFalse();
        var problems = Fx.on(() -> {
            layOut(view);
            return view.lookup(".problems");
        });
        assertThat(problems.isVisible()).isTrue();
        assertThat(Fx.on(() -> view.lookupAll(".line-mark-problem"))).isNotEmpty();
    }

    @Test
    void checksAreListedWithVerdictsInWords() {
        WorkbenchView view = open();
        var words = Fx.on(() -> {
            view.check();
            layOut(view);
            return view.lookupAll(".check-verdict").stream()
                    .map(node -> ((Label) node).getText())
                    .toList();
        });
        assertThat(words).hasSize(11).contains("passed", "failed", "skipped");
    }

    @Test
    void resetBringsTheSkeletonBackIntoTheEditorAndLeavesTheFileUntilItIsSaved() throws IOException {
        String skeleton = Files.readString(workspace.path("lab04/Pager.java"));
        workspace.write("lab04/Pager.java", "package lab04;\n");
        WorkbenchView view = open();
        Fx.on(() -> {
            view.files().reset("lab04/Pager.java");
            return null;
        });
        assertThat(view.files().editor("lab04/Pager.java").text()).isEqualTo(skeleton);
        assertThat(workspace.path("lab04/Pager.java")).hasContent("package lab04;");
        assertThat(view.unsaved()).isTrue();
    }

    @Test
    void runTurnsToTheMachineAndAnErrorBackToTheCode() throws IOException {
        WorkbenchView view = open();
        assertThat(shown(view, ".code-editor")).isTrue();
        Fx.on(() -> {
            view.run();
            return null;
        });
        assertThat(shown(view, ".machine-pane")).isTrue();
        assertThat(shown(view, ".code-editor")).isFalse();
        Fx.on(() -> {
            view.files().editor("lab04/Pager.java").replaceText("class {");
            view.run();
            return null;
        });
        assertThat(shown(view, ".code-editor")).isTrue();
        assertThat(shown(view, ".machine-pane")).isFalse();
    }

    private static boolean shown(WorkbenchView view, String what) {
        return Fx.on(() -> {
            layOut(view);
            return view.lookup(what) != null;
        });
    }

    @Test
    void barIsNotCutOffInASmallWindow() {
        WorkbenchView view = open();
        Fx.on(() -> {
            layOut(view);
            assertThat(view.lookupAll(".tools .button")).isNotEmpty().allSatisfy(button -> {
                double right = button.localToScene(button.getBoundsInLocal()).getMaxX();
                assertThat(right).isLessThanOrEqualTo(1000);
            });
            return null;
        });
    }
}
