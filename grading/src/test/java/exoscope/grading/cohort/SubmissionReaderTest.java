package exoscope.grading.cohort;

import static exoscope.grading.Submissions.LAB;
import static exoscope.grading.Submissions.PAGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import exoscope.grading.Submissions;
import exoscope.libos.metered.SourceFile;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is handed in, reading it ends soon, with contents or with a sentence. */
class SubmissionReaderTest {
    private final SubmissionReader reader = new SubmissionReader(LAB);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void filesAreFoundWhereTheyBelong() throws IOException {
        Submissions.write(folder, "mine");
        Files.createDirectories(folder.resolve("old/lab04"));
        Files.writeString(folder.resolve("old/lab04/Pager.java"), "old");
        assertThat(textOf(folder)).isEqualTo("mine");
    }

    @Test
    void filesAreFoundDeeperDownOrAlone() throws IOException {
        Submissions.write(folder.resolve("a/work"), "deeper");
        assertThat(textOf(folder.resolve("a"))).isEqualTo("deeper");
        Files.createDirectories(folder.resolve("b"));
        Files.writeString(folder.resolve("b/Pager.java"), "alone");
        assertThat(textOf(folder.resolve("b"))).isEqualTo("alone");
        Path single = Files.writeString(folder.resolve("carl.java"), "single");
        assertThat(textOf(single)).isEqualTo("single");
    }

    @Test
    void kitFilesOfTheStudentCountForNothing() throws IOException {
        Submissions.write(folder, "mine");
        Files.writeString(folder.resolve("lab04/PageTable.java"), "tampered");
        assertThat(read(folder).sources(LAB))
                .hasSameSizeAs(LAB.skeleton())
                .contains(new SourceFile(PAGER, "mine"))
                .noneMatch(file -> file.text().equals("tampered"));
    }

    @Test
    void emptyFolderLacksItsFile() throws IOException {
        assertThat(problemOf(folder)).isEqualTo("lab04/Pager.java: The file is missing.");
    }

    @Test
    void twoCandidatesAreNotGuessedBetween() throws IOException {
        Submissions.write(folder.resolve("a"), "1");
        Submissions.write(folder.resolve("b"), "2");
        assertThat(problemOf(folder)).contains("There are several: a/lab04/Pager.java, b/lab04/Pager.java");
    }

    @Test
    void linksAreNotFollowed() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret.txt"), "class Secret {}");
        Path student = Files.createDirectories(folder.resolve("ada/lab04"));
        Files.createSymbolicLink(student.resolve("Pager.java"), secret);
        assertThat(problemOf(folder.resolve("ada"))).contains("links are not followed");

        Submissions.write(folder.resolve("bob"), "bob's");
        Files.createDirectories(folder.resolve("carl"));
        Files.createSymbolicLink(folder.resolve("carl/lab04"), folder.resolve("bob/lab04"));
        assertThat(problemOf(folder.resolve("carl"))).contains("missing");

        Path dora = Files.createSymbolicLink(folder.resolve("dora"), folder.resolve("bob"));
        assertThatThrownBy(() -> read(dora)).isInstanceOf(IOException.class).hasMessageContaining("symbolic link");
    }

    @Test
    void binaryAndHugeFilesAreRefused() throws IOException {
        Path file = Submissions.write(folder, "");
        Files.write(file, new byte[] {(byte) 0xca, (byte) 0xfe, (byte) 0xba, (byte) 0xbe});
        assertThat(problemOf(folder)).contains("not text in UTF-8");
        try (RandomAccessFile huge = new RandomAccessFile(file.toFile(), "rw")) {
            huge.setLength(1L << 34);
        }
        assertThat(problemOf(folder)).contains("at most 1,048,576 bytes");
    }

    @Test
    void unreadableFileIsNotTheStudentsFault() throws IOException {
        Path file = Submissions.write(folder, "mine");
        assumeThat(file.toFile().setReadable(false) && !Files.isReadable(file)).isTrue();
        assertThatThrownBy(() -> read(folder))
                .isInstanceOf(IOException.class)
                .hasMessage("lab04/Pager.java cannot be read: permission denied");
    }

    @Test
    void foldersWithoutEndAreGivenUp() throws IOException {
        Path deep = folder;
        for (int i = 0; i < 40; i++) {
            deep = deep.resolve("d");
        }
        Files.createDirectories(deep);
        assertThat(problemOf(folder)).contains("missing");
        for (int i = 0; i <= Listing.MOST_ENTRIES; i++) {
            Files.createFile(folder.resolve("f" + i));
        }
        assertThat(problemOf(folder)).isEqualTo("There are more than 20,000 files and folders.");
    }

    @Test
    void zipFilesAreReadInPlace() throws IOException {
        Path zip = zip("lab04/Pager.java", "zipped", "../../../escape.txt", "x", "__MACOSX/lab04/Pager.java", "junk");
        assertThat(textOf(zip)).isEqualTo("zipped");
        assertThat(folder.resolve("escape.txt")).doesNotExist();
    }

    @Test
    void zipThatExplodesIsReadUpToItsLimitOnly() throws IOException {
        Path zip = zip("lab04/Pager.java", " ".repeat(30 << 20));
        assertThat(Files.size(zip)).isLessThan(1 << 20);
        assertThat(problemOf(zip)).contains("at most 1,048,576 bytes");
    }

    @Test
    void damagedZipIsAProblem() throws IOException {
        assertThat(problemOf(Files.writeString(folder.resolve("bad.zip"), "no zip")))
                .contains("damaged");
        assertThat(problemOf(Files.createFile(folder.resolve("empty.zip")))).contains("damaged");
    }

    @Test
    void zipWhoseDataEndEarlyIsTheStudentsProblem() throws IOException {
        Path zip = zip("lab04/Pager.java", "0123456789 and so on, ".repeat(3) + Submissions.reference());
        byte[] bytes = Files.readAllBytes(zip);
        ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int directory = header.getInt(bytes.length - 6); // of the end record, which has no comment
        header.putInt(directory + 20, header.getInt(directory + 20) / 2); // the compressed size
        Files.write(zip, bytes);
        assertThat(problemOf(zip)).contains("lab04/Pager.java: The file is not text");
    }

    @Test
    void zipWithNamesOfAnOldArchiverIsRead() throws IOException {
        Path file = folder.resolve("old.zip");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out, Charset.forName("IBM437"))) {
            zip.putNextEntry(new ZipEntry("Lösung/lab04/Pager.java"));
            zip.write("zipped".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(textOf(file)).isEqualTo("zipped");
    }

    @Test
    void twoEntriesOfOneNameAreNotGuessedBetween() throws IOException {
        Path twice = renamed(zip("lab04/Pager.java", "1", "lab04/Pagex.java", "2"), "Pagex", "Pager");
        assertThat(problemOf(twice)).contains("There are several: lab04/Pager.java, lab04/Pager.java");
        Path slashes = zip("lab04/Pager.java", "1", "lab04\\Pager.java", "2");
        assertThat(problemOf(slashes)).contains("There are several");
        Path deeper = renamed(zip("a/lab04/Pager.java", "1", "a/lab04/Pagex.java", "2"), "Pagex", "Pager");
        assertThat(problemOf(deeper)).contains("There are several");
    }

    @Test
    void zipThatIsTooLargeIsNotOpened() throws IOException {
        Path zip = zip("lab04/Pager.java", "zipped");
        try (RandomAccessFile huge = new RandomAccessFile(zip.toFile(), "rw")) {
            huge.setLength(ZipListing.MOST_BYTES + 1);
        }
        assertThat(problemOf(zip)).isEqualTo("The zip file is larger than 16,777,216 bytes.");
    }

    /** The zip file with a name in it replaced by one of the same length, wherever it stands. */
    private static Path renamed(Path zip, String from, String to) throws IOException {
        String bytes = Files.readString(zip, StandardCharsets.ISO_8859_1);
        return Files.writeString(zip, bytes.replace(from, to), StandardCharsets.ISO_8859_1);
    }

    @Test
    void fingerprintTellsContentsApartAndNothingElse() {
        Contents one = new Contents(List.of(new SourceFile("a", "bc")), List.of());
        assertThat(one.fingerprint())
                .isEqualTo(new Contents(List.of(new SourceFile("a", "bc")), List.of()).fingerprint())
                .isNotEqualTo(new Contents(List.of(new SourceFile("ab", "c")), List.of()).fingerprint())
                .isNotEqualTo(new Contents(List.of(), List.of()).fingerprint());
    }

    private Path zip(String... namesAndTexts) throws IOException {
        Path file = folder.resolve("some.zip");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (int i = 0; i < namesAndTexts.length; i += 2) {
                zip.putNextEntry(new ZipEntry(namesAndTexts[i]));
                zip.write(namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
            }
        }
        return file;
    }

    private Contents read(Path path) throws IOException {
        return reader.read(new Submission("student", path));
    }

    private String textOf(Path path) throws IOException {
        Contents contents = read(path);
        assertThat(contents.problems()).isEmpty();
        return contents.files().getFirst().text();
    }

    private String problemOf(Path path) throws IOException {
        Contents contents = read(path);
        assertThat(contents.problems()).hasSize(1);
        return contents.problems().getFirst().toString();
    }
}
