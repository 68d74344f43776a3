package exoscope.grading.cohort;

import exoscope.labs.engine.Lab;
import exoscope.libos.metered.Problem;
import exoscope.libos.metered.SourceFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads submissions that may hold anything: bounded in time and memory, following no link, unpacking nothing to disk.
 * What is wrong with a submission is a problem in its contents; an {@link IOException} is nobody's but the computer's.
 */
public final class SubmissionReader {
    /** The largest source file, in bytes; a larger one is not read. */
    static final int MOST_BYTES = 1 << 20;

    private final Lab lab;

    public SubmissionReader(Lab lab) {
        this.lab = lab;
    }

    /** @throws IOException if something that is there cannot be read, with a sentence in the message */
    public Contents read(Submission submission) throws IOException {
        String name = Cohort.nameOf(submission.path());
        if (Files.isSymbolicLink(submission.path())) {
            throw new IOException("it is a symbolic link, which is not followed");
        }
        if (Files.isDirectory(submission.path(), LinkOption.NOFOLLOW_LINKS)) {
            return read(FolderListing.of(submission.path()));
        }
        if (!Files.isRegularFile(submission.path(), LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("it is neither a folder nor a file");
        }
        if (Cohort.isNamedLike(name, ".zip")) {
            try (ZipListing zip = ZipListing.of(submission.path())) {
                return read(zip);
            }
        }
        return readOnly(FolderListing.ofFile(submission.path()));
    }

    private Contents read(Listing listing) throws IOException {
        if (!listing.problem().isEmpty()) {
            return new Contents(List.of(), List.of(Problem.ofFile("", listing.problem())));
        }
        List<SourceFile> files = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (String wanted : lab.editable()) {
            read(listing, wanted, files, problems);
        }
        return new Contents(files, problems);
    }

    private static void read(Listing listing, String wanted, List<SourceFile> files, List<Problem> problems)
            throws IOException {
        List<String> found = candidates(listing, wanted);
        if (found.isEmpty()) {
            problems.add(Problem.ofFile(wanted, "The file is missing."));
        } else if (found.size() > 1) {
            problems.add(Problem.ofFile(
                    wanted, "There are several: %s.".formatted(String.join(", ", found.subList(0, 2)))));
        } else {
            read(listing, found.getFirst(), wanted)
                    .ifPresentOrElse(files::add, () -> problems.add(refusal(listing, found.getFirst(), wanted)));
        }
    }

    /** A single file stands for the lab's only one, whatever it is called. */
    private Contents readOnly(Listing listing) throws IOException {
        if (lab.editable().size() != 1) {
            return new Contents(
                    List.of(),
                    List.of(Problem.ofFile(
                            "",
                            "%s wants several files: %s.".formatted(lab.name(), String.join(", ", lab.editable())))));
        }
        String wanted = lab.editable().getFirst();
        String only = listing.files().getFirst();
        return read(listing, only, wanted)
                .map(file -> new Contents(List.of(file), List.of()))
                .orElseGet(() -> new Contents(List.of(), List.of(refusal(listing, only, wanted))));
    }

    /** The file where it belongs; else those that lie deeper; else those of that name. */
    private static List<String> candidates(Listing listing, String wanted) {
        String name = wanted.substring(wanted.lastIndexOf('/') + 1);
        return Stream.of(
                        called(listing, wanted),
                        ending(listing, "/" + wanted),
                        called(listing, name),
                        ending(listing, "/" + name))
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    /** More than one, if an archive has several of the same name. */
    private static List<String> called(Listing listing, String name) {
        return listing.files().stream().filter(name::equals).toList();
    }

    private static List<String> ending(Listing listing, String ending) {
        return listing.files().stream().filter(file -> file.endsWith(ending)).toList();
    }

    private static Optional<SourceFile> read(Listing listing, String file, String as) throws IOException {
        Optional<byte[]> bytes = listing.read(file, MOST_BYTES);
        if (bytes.isEmpty() || bytes.get().length > MOST_BYTES) {
            return Optional.empty();
        }
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.get()));
            return Optional.of(new SourceFile(as, text.toString()));
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static Problem refusal(Listing listing, String file, String as) {
        return Problem.ofFile(
                as,
                listing.isRegular(file)
                        ? "The file is not text in UTF-8 of at most %,d bytes.".formatted(MOST_BYTES)
                        : "This is no file of its own; links are not followed.");
    }
}
