package exoscope.grading.report;

import com.fasterxml.jackson.core.JacksonException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where results are kept. A file appears whole or not at all, so whatever is there when grading is broken off can be
 * relied on. One grader at a time.
 */
public final class ResultFolder implements AutoCloseable {
    private static final String LOCK = ".exoscope.lock";
    private static final String UNFINISHED = ".unfinished-";

    private final Path folder;
    private final FileChannel lock;

    private ResultFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Opens the folder, which is made if it does not exist.
     *
     * @throws IOException if it cannot be, with a sentence in the message where another grader holds it
     */
    public static ResultFolder open(Path folder) throws IOException {
        Files.createDirectories(folder);
        FileChannel channel =
                FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (lock(channel) == null) {
            channel.close();
            throw new IOException("another exoscope is grading into it; wait for its end or name another folder");
        }
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, UNFINISHED + "*")) {
            for (Path file : left) {
                Files.deleteIfExists(file);
            }
        }
        return new ResultFolder(folder, channel);
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // held by this very process
        }
    }

    /** Writes a file at one stroke. */
    public void write(String name, String text) throws IOException {
        Path unfinished = folder.resolve(UNFINISHED + name);
        try {
            try (FileChannel channel = FileChannel.open(
                    unfinished,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE)) {
                var bytes = StandardCharsets.UTF_8.encode(text);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true); // else a power cut could leave the name with nothing behind it
            }
            Files.move(
                    unfinished,
                    folder.resolve(name),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /** The grade that is kept in a file; empty if there is none that makes sense. */
    public Optional<Grade> read(String name) throws IOException {
        try {
            Grade grade = ReportJson.MAPPER.readValue(Files.readAllBytes(folder.resolve(name)), Grade.class);
            return Optional.ofNullable(grade).filter(found -> Grade.SCHEMA.equals(found.schema()));
        } catch (NoSuchFileException | JacksonException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
