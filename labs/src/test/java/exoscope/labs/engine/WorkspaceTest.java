package exoscope.labs.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceTest {
    private final Lab lab = Lab.find("lab04");

    @TempDir
    private Path home;

    @Test
    void fileInPlaceOfTheFolderIsNamedWithTheFolderThatItIsIn() {
        Path folder = home.resolve("my");
        Workspace.create(lab, folder);
        assertThatThrownBy(() -> Workspace.open(lab, folder.resolve("lab04/Pager.java")))
                .hasMessageEndingWith(
                        "Pager.java is a file; name the folder of your workspace instead: " + folder + ".");
        assertThatThrownBy(() -> Workspace.open(lab, folder.resolve("README.md")))
                .hasMessageEndingWith("README.md is a file; name the folder of your workspace.");
    }

    @Test
    void newWorkspaceHasHandoutAndFilesAndCompiles() {
        Workspace workspace = Workspace.create(lab, home.resolve("my"));
        assertThat(workspace.path("README.md")).content().startsWith("# Lab 4");
        assertThat(workspace.sources()).isEqualTo(lab.skeleton());
        assertThat(lab.build(workspace.sources()).problems()).isEmpty();
    }

    @Test
    void folderWithAnythingInItIsLeftAlone() throws IOException {
        Files.writeString(home.resolve("thesis.txt"), "years of work");
        assertThatThrownBy(() -> Workspace.create(lab, home))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("is not empty");
        assertThat(home.resolve("thesis.txt")).hasContent("years of work");
        assertThat(home.toFile().list()).hasSize(1);
    }

    @Test
    void changedKitFileCountsForNothing() throws IOException {
        Workspace workspace = Workspace.create(lab, home.resolve("my"));
        workspace.write("lab04/Transfers.java", "package lab04; class Transfers {}");
        assertThat(workspace.sources()).isEqualTo(lab.skeleton());
    }

    @Test
    void missingFileIsNamed() throws IOException {
        Workspace workspace = Workspace.create(lab, home.resolve("my"));
        Files.delete(workspace.path("lab04/Pager.java"));
        assertThatThrownBy(workspace::sources)
                .isInstanceOf(LabException.class)
                .hasMessageContaining("Pager.java is missing");
    }

    @Test
    void fileThatIsNoTextIsNamed() throws IOException {
        Workspace workspace = Workspace.create(lab, home.resolve("my"));
        Files.write(workspace.path("lab04/Pager.java"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertThatThrownBy(workspace::sources)
                .isInstanceOf(LabException.class)
                .hasMessageContaining("is not text in UTF-8");
    }
}
