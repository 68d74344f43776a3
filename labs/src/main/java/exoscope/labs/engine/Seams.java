package exoscope.labs.engine;

import exoscope.libos.metered.SourceFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The places in a source file that are a student's to fill in: between a line {@code // BEGIN name} and a line
 * {@code // END name}, the text after the name being the task.
 */
public final class Seams {
    private static final Pattern MARK = Pattern.compile("^\\s*// (BEGIN|END) (lab\\d+\\.[\\w-]+)\\b.*$");

    private final String outside;
    private final Map<String, String> inside;

    private Seams(String outside, Map<String, String> inside) {
        this.outside = outside;
        this.inside = inside;
    }

    /** @throws LabException if marks are not paired */
    public static Seams of(SourceFile file) {
        List<String> outside = new ArrayList<>();
        Map<String, StringBuilder> inside = new LinkedHashMap<>();
        String open = "";
        for (String line : file.text().lines().toList()) {
            Matcher mark = MARK.matcher(line);
            boolean isMark = mark.matches();
            if (isMark) {
                open = next(file, open, mark.group(1).equals("BEGIN"), mark.group(2));
                inside.computeIfAbsent(mark.group(2), name -> new StringBuilder());
            }
            if (isMark || open.isEmpty()) {
                outside.add(line);
            } else {
                inside.getOrDefault(open, new StringBuilder()).append(line).append('\n');
            }
        }
        if (!open.isEmpty()) {
            throw unpaired(file, open);
        }
        Map<String, String> texts = new LinkedHashMap<>();
        inside.forEach((name, text) -> texts.put(name, text.toString()));
        return new Seams(String.join("\n", outside), texts);
    }

    private static String next(SourceFile file, String open, boolean begin, String name) {
        if (begin != open.isEmpty() || (!begin && !open.equals(name))) {
            throw unpaired(file, name);
        }
        return begin ? name : "";
    }

    private static LabException unpaired(SourceFile file, String name) {
        return new LabException("%s: the marks BEGIN %s and END %s have to come as a pair, each once."
                .formatted(file.path(), name, name));
    }

    /** Everything that is not a student's, marks included. */
    public String outside() {
        return outside;
    }

    /** What stands in each seam, in the order of the file. */
    public Map<String, String> inside() {
        return inside;
    }
}
