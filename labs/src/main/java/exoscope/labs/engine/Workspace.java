package exoscope.labs.engine;

import exoscope.libos.metered.SourceFile;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** A folder in which a student works on a lab. Only the lab's editable files are ever taken from it. */
public final class Workspace {
    /** Where the handout is put. */
    public static final String HANDOUT = "README.md";

    /** Source files larger than this are refused unread. */
    private static final long MOST_BYTES = 1 << 20;

    private final Lab lab;
    private final Path folder;

    private Workspace(Lab lab, Path folder) {
        this.lab = lab;
        this.folder = folder;
    }

    /**
     * Writes a lab's skeleton and handout into a folder, which is made if it does not exist.
     *
     * @throws LabException if there is anything in the folder, or it cannot be written
     */
    public static Workspace create(Lab lab, Path folder) {
        try {
            if (Files.exists(folder) && !isEmptyFolder(folder)) {
                throw new LabException(
                        "%s is not empty; name a new folder, so that nothing of yours is lost.".formatted(folder));
            }
            Workspace workspace = new Workspace(lab, folder);
            for (SourceFile file : lab.skeleton()) {
                workspace.write(file.path(), file.text());
            }
            workspace.write(HANDOUT, lab.handout());
            return workspace;
        } catch (IOException e) {
            throw new LabException("%s cannot be written: %s.".formatted(folder, reason(e)), e);
        }
    }

    /**
     * A folder as it is; files that are missing are noticed when they are read.
     *
     * @throws LabException if there is no such folder
     */
    public static Workspace open(Lab lab, Path folder) {
        if (Files.isRegularFile(folder)) {
            throw new LabException("%s is a file; name the folder of your workspace%s."
                    .formatted(
                            folder,
                            workspaceOf(lab, folder).map(" instead: "::concat).orElse("")));
        }
        if (!Files.isDirectory(folder)) {
            throw new LabException(
                    "There is no folder %s; make one with: exoscope new %s %s".formatted(folder, lab.name(), folder));
        }
        return new Workspace(lab, folder);
    }

    /** The folder in which a file would be one of the lab's. */
    private static Optional<String> workspaceOf(Lab lab, Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        return lab.skeleton().stream()
                .map(each -> Path.of(each.path()))
                .filter(absolute::endsWith)
                .map(each -> folderAbove(absolute, each.getNameCount()).toString())
                .findFirst();
    }

    private static Path folderAbove(Path file, int levels) {
        Path folder = file;
        for (int i = 0; i < levels; i++) {
            folder = Objects.requireNonNull(folder.getParent());
        }
        return folder;
    }

    public Lab lab() {
        return lab;
    }

    public Path folder() {
        return folder;
    }

    /** Where one of the lab's files lies in this workspace. */
    public Path path(String file) {
        return folder.resolve(file);
    }

    /**
     * What there is to compile: the student's files from the folder, the kit's own from the kit.
     *
     * @throws LabException if a file is missing or is no text
     */
    public List<SourceFile> sources() {
        List<SourceFile> sources = new ArrayList<>();
        for (SourceFile file : lab.skeleton()) {
            boolean students = lab.editable().contains(file.path());
            sources.add(students ? new SourceFile(file.path(), read(file.path())) : file);
        }
        return sources;
    }

    private String read(String file) {
        Path path = path(file);
        try {
            if (!Files.isRegularFile(path)) {
                throw new LabException("%s is missing; %s needs it.".formatted(path, lab.name()));
            }
            if (Files.size(path) > MOST_BYTES) {
                throw new LabException("%s has more than %,d bytes.".formatted(path, MOST_BYTES));
            }
            return Files.readString(path);
        } catch (CharacterCodingException e) {
            throw new LabException("%s is not text in UTF-8.".formatted(path), e);
        } catch (IOException e) {
            throw new LabException("%s cannot be read: %s.".formatted(path, reason(e)), e);
        }
    }

    /** Replaces a file of the workspace at one stroke: whoever reads it sees the old text or the new. */
    public void write(String file, String text) throws IOException {
        Path path = path(file);
        Path parent = path.toAbsolutePath().getParent();
        Files.createDirectories(parent);
        Path fresh = Files.createTempFile(parent, ".saving", ".tmp");
        try {
            Files.writeString(fresh, text, StandardCharsets.UTF_8);
            Files.move(fresh, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static boolean isEmptyFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.findAny().isEmpty();
        }
    }

    private static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> "permission denied";
            case FileAlreadyExistsException exists -> "a file of that name is in the way";
            default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        };
    }
}
