package exoscope.grading.cohort;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The submissions in a folder: every sub-folder, {@code .java} file and {@code .zip} file is one.
 *
 * @param submissions in the order of the students' names
 * @param ignored names of what else there is, but for hidden files
 */
public record Cohort(List<Submission> submissions, List<String> ignored) {

    /** @throws IOException if the folder cannot be read */
    public static Cohort in(Path folder) throws IOException {
        Map<String, Path> entries = new HashMap<>();
        List<String> ignored = new ArrayList<>();
        try (DirectoryStream<Path> inside = Files.newDirectoryStream(folder)) {
            for (Path entry : inside) {
                String name = nameOf(entry);
                if (isSubmission(entry, name)) {
                    entries.put(name, entry);
                } else if (!name.startsWith(".")) {
                    ignored.add(name);
                }
            }
        }
        List<Submission> submissions = new ArrayList<>();
        Map<String, Integer> stems = new HashMap<>();
        entries.forEach((name, path) -> stems.merge(stem(name, path), 1, Integer::sum));
        entries.forEach((name, path) -> {
            boolean alone = stems.getOrDefault(stem(name, path), 0) == 1;
            submissions.add(new Submission(alone ? stem(name, path) : name, path));
        });
        submissions.sort(Comparator.comparing(Submission::student));
        ignored.sort(Comparator.naturalOrder());
        return new Cohort(List.copyOf(submissions), List.copyOf(ignored));
    }

    private static boolean isSubmission(Path entry, String name) {
        return !name.startsWith(".") && (!isFile(entry) || isNamedLike(name, ".java") || isNamedLike(name, ".zip"));
    }

    private static String stem(String name, Path path) {
        return isFile(path) ? name.substring(0, name.lastIndexOf('.')) : name;
    }

    private static boolean isFile(Path path) {
        return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
    }

    static boolean isNamedLike(String name, String ending) {
        return name.toLowerCase(Locale.ROOT).endsWith(ending) && name.length() > ending.length();
    }

    /** The name as UTF-8, even where the locale makes Java take file names for something else. */
    static String nameOf(Path path) {
        String uri = path.toUri().getRawPath();
        String last = uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
        // In a path, unlike in a form, a plus is a plus.
        String raw = last.substring(last.lastIndexOf('/') + 1).replace("+", "%2B");
        return URLDecoder.decode(raw, StandardCharsets.UTF_8);
    }
}
