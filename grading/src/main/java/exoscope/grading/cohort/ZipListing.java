package exoscope.grading.cohort;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
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
    /** The largest zip file that is opened, which takes several times as much memory at worst. */
    static final long MOST_BYTES = 16 << 20;

    /** What archivers write names in that do not write UTF-8. */
    private static final Charset OLD =
            Charset.isSupported("IBM437") ? Charset.forName("IBM437") : StandardCharsets.ISO_8859_1;

    private final @Nullable ZipFile zip;
    private final String problem;
    private final Map<String, ZipEntry> files = new TreeMap<>();
    /** Each as often as it occurs. */
    private final List<String> names = new ArrayList<>();

    private ZipListing(@Nullable ZipFile zip, String problem) {
        this.zip = zip;
        this.problem = problem;
    }

    /** @throws IOException if the file cannot be read; one that is no zip file is a listing with a problem */
    static ZipListing of(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new IOException("%s cannot be read: permission denied".formatted(Cohort.nameOf(file)));
        }
        if (Files.size(file) > MOST_BYTES) {
            return new ZipListing(null, "The zip file is larger than %,d bytes.".formatted(MOST_BYTES));
        }
        for (Charset charset : List.of(StandardCharsets.UTF_8, OLD)) {
            try {
                return of(new ZipFile(file.toFile(), charset));
            } catch (ZipException | IllegalArgumentException e) {
                // damaged, or its names are written in the other way
            }
        }
        return new ZipListing(null, "The zip file is damaged.");
    }

    private static ZipListing of(ZipFile zip) {
        if (zip.size() > MOST_ENTRIES) {
            return new ZipListing(zip, "There are more than %,d files and folders.".formatted(MOST_ENTRIES));
        }
        ZipListing listing = new ZipListing(zip, "");
        zip.stream().filter(entry -> !entry.isDirectory()).forEach(listing::add);
        listing.names.sort(Comparator.naturalOrder());
        return listing;
    }

    private void add(ZipEntry entry) {
        String name = entry.getName().replace('\\', '/');
        if (!Listing.isHidden(name)) {
            files.put(name, entry);
            names.add(name);
        }
    }

    @Override
    public String problem() {
        return problem;
    }

    @Override
    public List<String> files() {
        return List.copyOf(names);
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
        } catch (ZipException | EOFException e) {
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
