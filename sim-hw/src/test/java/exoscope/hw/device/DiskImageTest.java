package exoscope.hw.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskImageTest {
    @TempDir
    private Path folder;

    private Path file(int bytes) throws IOException {
        byte[] contents = new byte[bytes];
        Arrays.fill(contents, (byte) 6);
        return Files.write(folder.resolve("disk.img"), contents);
    }

    @Test
    void imageSurvivesAFile() {
        DiskImage image = new DiskImage(4);
        image.write(17, 10, new byte[] {1, 2, 3}, 0, 3);
        Path file = folder.resolve("saved.img");
        image.save(file);
        DiskImage loaded = DiskImage.load(file, 4);
        for (int block = 0; block < 4; block++) {
            assertThat(loaded.block(block)).isEqualTo(image.block(block));
        }
    }

    @Test
    void whatAShortFileDoesNotReachIsZero() throws IOException {
        DiskImage image = DiskImage.load(file(512 * 9), 2);
        assertThat(image.block(0)).containsOnly(6);
        assertThat(Arrays.copyOf(image.block(1), 512)).containsOnly(6);
        assertThat(Arrays.copyOfRange(image.block(1), 512, 4096)).containsOnly(0);
    }

    @Test
    void fileThatEndsInASectorIsRefused() throws IOException {
        Path file = file(1000);
        assertThatThrownBy(() -> DiskImage.load(file, 2))
                .isInstanceOf(MalformedImageException.class)
                .hasMessage(
                        "Disk image " + file + ", offset 0x3e8: the file ends in the middle of a sector of 512 bytes");
    }

    @Test
    void fileLargerThanTheDiskIsRefused() throws IOException {
        Path file = file(8192 + 1);
        assertThatThrownBy(() -> DiskImage.load(file, 2))
                .hasMessage("Disk image " + file + ", offset 0x2000: the file goes on where the disk of 2 blocks ends");
    }

    @Test
    void fileThatIsNotThereIsOneSentence() {
        Path file = folder.resolve("none.img");
        assertThatThrownBy(() -> DiskImage.load(file, 2))
                .isInstanceOf(MalformedImageException.class)
                .hasMessage("Disk image " + file
                        + ", offset 0x0: the file cannot be read: there is no such file or folder");
        assertThatThrownBy(() -> new DiskImage(1).save(folder.resolve("none").resolve("x.img")))
                .hasMessageEndingWith("the file cannot be written: there is no such file or folder");
    }

    @Test
    void folderIsNoImage() {
        assertThatThrownBy(() -> DiskImage.load(folder, 2)).isInstanceOf(MalformedImageException.class);
    }
}
