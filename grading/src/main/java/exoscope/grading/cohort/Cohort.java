package exoscope.grading.cohort;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The submissions in a folder: every sub-folder, {@code .java} file and {@code .zip} file is one.
 *
 * @param submissions in the order of the students' names
 * @param ignored names of what else there is, hidden files among it
 */
public record Cohort(List<Submission> submissions, List<String> ignored) {

    /** @throws IOException if the folder cannot be read */
    public static Cohort in(Path folder) throws IOException {
        List<Path> entries = new ArrayList<>();
        List<String> ignored = new ArrayList<>();
        try (DirectoryStream<Path> inside = Files.newDirectoryStream(folder)) {
            for (Path entry : inside) {
                String name = nameOf(entry);
                if (isSubmission(entry, name)) {
                    entries.add(entry);
                } else {
                    ignored.add(name);
                }
            }
        }
        List<Submission> submissions = new ArrayList<>();
        distinct(entries).forEach((path, student) -> submissions.add(new Submission(student, path)));
        submissions.sort(Comparator.comparing(Submission::student));
        ignored.sort(Comparator.naturalOrder());
        return new Cohort(List.copyOf(submissions), List.copyOf(ignored));
    }

    /**
     * A name for each, all different: without the ending, else with it, else with every odd byte as {@code %} and two
     * digits. All that clash give way, until none does: names of the last kind cannot.
     */
    private static Map<Path, String> distinct(List<Path> entries) {
        Map<Path, Integer> kinds = new HashMap<>();
        Map<Path, String> names = new HashMap<>();
        entries.forEach(path -> names.put(path, nameOf(path, 0)));
        while (new HashSet<>(names.values()).size() < names.size()) {
            Map<String, Integer> count = new HashMap<>();
            names.values().forEach(name -> count.merge(name, 1, Integer::sum));
            names.replaceAll((path, name) ->
                    count.getOrDefault(name, 0) == 1 ? name : nameOf(path, kinds.merge(path, 1, Integer::sum)));
        }
        return names;
    }

    private static String nameOf(Path path, int kind) {
        String name = nameOf(path);
        return switch (kind) {
            case 0 -> isFile(path) ? name.substring(0, name.lastIndexOf('.')) : name;
            case 1 -> name;
            default -> rawNameOf(path);
        };
    }

    private static boolean isSubmission(Path entry, String name) {
        return !name.startsWith(".") && (!isFile(entry) || isNamedLike(name, ".java") || isNamedLike(name, ".zip"));
    }

    private static boolean isFile(Path path) {
        return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
    }

    static boolean isNamedLike(String name, String ending) {
        return name.toLowerCase(Locale.ROOT).endsWith(ending) && name.length() > ending.length();
    }

    /**
     * The name as UTF-8, even where the locale makes Java take file names for something else; bytes that are no UTF-8 are
     * {@code %} and two digits each.
     */
    static String nameOf(Path path) {
        String raw = rawNameOf(path);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < raw.length(); i++) {
            boolean escaped = raw.charAt(i) == '%';
            bytes.write(escaped ? HexFormat.fromHexDigits(raw, i + 1, i + 3) : raw.charAt(i));
            i += escaped ? 2 : 0;
        }
        return decoded(ByteBuffer.wrap(bytes.toByteArray()));
    }

    private static String decoded(ByteBuffer bytes) {
        StringBuilder name = new StringBuilder();
        CharBuffer text = CharBuffer.allocate(bytes.remaining());
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        for (boolean more = true; more; ) {
            CoderResult result = decoder.decode(bytes, text, true);
            name.append(text.flip());
            text.clear();
            for (int i = 0; result.isError() && i < result.length(); i++) {
                name.append("%%%02x".formatted(bytes.get()));
            }
            more = result.isError();
        }
        return name.toString();
    }

    /** The name with every odd byte as {@code %} and two digits: different for each entry of a folder. */
    private static String rawNameOf(Path path) {
        String uri = path.toUri().getRawPath();
        String last = uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
        return last.substring(last.lastIndexOf('/') + 1);
    }
}
