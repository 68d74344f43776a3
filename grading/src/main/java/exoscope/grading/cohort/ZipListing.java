package exoscope.grading.cohort;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** The files in a zip file, which is read in place: names that point elsewhere point nowhere. */
final class ZipListing implements Listing, AutoCloseable {
    private final @Nullable ZipFile zip;
    private final String problem;
    private final Map<String, ZipEntry> files = new TreeMap<>();

    private ZipListing(@Nullable ZipFile zip, String problem) {
        this.zip = zip;
        this.problem = problem;
    }

    /** @throws IOException if the file cannot be read; one that is no zip file is a listing with a problem */
    static ZipListing of(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new IOException("%s cannot be read: permission denied".formatted(Cohort.nameOf(file)));
        }
        try {
            ZipFile zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8);
            if (zip.size() > MOST_ENTRIES) {
                return new ZipListing(zip, "There are more than %,d files and folders.".formatted(MOST_ENTRIES));
            }
            ZipListing listing = new ZipListing(zip, "");
            zip.stream().filter(entry -> !entry.isDirectory()).forEach(listing::add);
            return listing;
        } catch (ZipException | IllegalArgumentException e) {
            return new ZipListing(null, "The zip file is damaged.");
        }
    }

    private void add(ZipEntry entry) {
        String name = entry.getName().replace('\\', '/');
        if (!Listing.isHidden(name)) {
            files.put(name, entry);
        }
    }

    @Override
    public String problem() {
        return problem;
    }

    @Override
    public List<String> files() {
        return List.copyOf(files.keySet());
    }

    @Override
    public boolean isRegular(String file) {
        return files.containsKey(file);
    }

    @Override
    public Optional<byte[]> read(String file, int most) throws IOException {
        ZipEntry entry = files.get(file);
        if (entry == null || zip == null) {
            return Optional.empty();
        }
        try (InputStream in = zip.getInputStream(entry)) {
            return Optional.of(in.readNBytes(most + 1));
        } catch (ZipException e) {
            return Optional.empty(); // damaged, like text that is none
        }
    }

    @Override
    public void close() throws IOException {
        if (zip != null) {
            zip.close();
        }
    }
}
