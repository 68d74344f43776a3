package exoscope.grading.cohort;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The files below a folder. Links are listed and not followed. */
final class FolderListing implements Listing {
    private static final int DEPTH = 12;

    private final Path folder;
    private final Map<String, Path> files = new TreeMap<>();
    private int entries;

    private FolderListing(Path folder) {
        this.folder = folder;
    }

    /** @throws IOException if there is a folder that cannot be read */
    static FolderListing of(Path folder) throws IOException {
        FolderListing listing = new FolderListing(folder);
        try {
            Files.walkFileTree(folder, Set.of(), DEPTH, listing.new Visitor());
        } catch (AccessDeniedException e) {
            throw new IOException(
                    "%s cannot be read: permission denied".formatted(Cohort.nameOf(Path.of(e.getFile()))), e);
        }
        return listing;
    }

    /** A listing of one file only. */
    static FolderListing ofFile(Path only) {
        FolderListing listing = new FolderListing(only);
        listing.files.put(Cohort.nameOf(only), only);
        return listing;
    }

    private final class Visitor extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
            boolean hidden = !visited.equals(folder) && Listing.isHidden(Cohort.nameOf(visited));
            return hidden ? FileVisitResult.SKIP_SUBTREE : count();
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = folder.relativize(file)
                    .toString()
                    .replace(file.getFileSystem().getSeparator(), "/");
            if (!Listing.isHidden(name)) {
                files.put(name, file);
            }
            return count();
        }

        private FileVisitResult count() {
            return ++entries > MOST_ENTRIES ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
        }
    }

    @Override
    public String problem() {
        return entries > MOST_ENTRIES ? "There are more than %,d files and folders.".formatted(MOST_ENTRIES) : "";
    }

    @Override
    public List<String> files() {
        return List.copyOf(files.keySet());
    }

    @Override
    public boolean isRegular(String file) {
        Path path = files.get(file);
        return path != null && Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public Optional<byte[]> read(String file, int most) throws IOException {
        Path path = files.get(file);
        if (path == null || !isRegular(file)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of(in.readNBytes(most + 1));
        } catch (AccessDeniedException e) {
            throw new IOException("%s cannot be read: permission denied".formatted(file), e);
        }
    }
}
