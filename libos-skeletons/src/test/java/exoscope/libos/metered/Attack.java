package exoscope.libos.metered;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A student file of {@code src/test/resources/attacks} that means harm. Its first lines say what it tries, how it must
 * end, and which defence stops it; {@code run} returns "escaped" where it gets what it wants.
 */
record Attack(String name, String text, Map<String, String> says) {
    static final AllowList KIT = AllowList.withKit(
            "exoscope.libos.LibOs",
            "exoscope.libos.Env",
            "exoscope.libos.ProgramPage",
            "exoscope.kernel.Exokernel",
            "exoscope.kernel.Capability",
            "exoscope.kernel.Resource",
            "exoscope.kernel.Result",
            "exoscope.kernel.KernelError");

    private static final String ENTRY = """
            package attack;
            import exoscope.libos.*;
            public class Entry implements LibOs {
                public int run(Env env) {
                    try {
                        Object result = NAME.run(env);
                        return result instanceof String text && text.equals("escaped") ? 66 : 0;
                    } catch (Exception e) {
                        return 1;
                    }
                }
                public void onTlbMiss(Env env, int page, boolean store) {}
            }
            """;

    static List<Attack> all() {
        try (Stream<Path> files = Files.list(Path.of("src", "test", "resources", "attacks"))) {
            return files.sorted().map(Attack::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Attack read(Path file) {
        try {
            String text = Files.readString(file);
            Map<String, String> says = new LinkedHashMap<>();
            text.lines().takeWhile(line -> line.startsWith("// ")).forEach(line -> {
                int colon = line.indexOf(": ");
                says.put(line.substring(3, colon), line.substring(colon + 2));
            });
            return new Attack(file.getFileName().toString().replace(".java", ""), text, says);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String verdict() {
        return says("verdict");
    }

    String defence() {
        return says("defence");
    }

    boolean has(String key) {
        return says.containsKey(key);
    }

    String says(String key) {
        return Objects.requireNonNull(says.get(key), () -> name + " does not say its " + key);
    }

    /** Its size for the run that must be stopped, or for two that are compared: the first, second or third. */
    int size(int which) {
        return Integer.parseInt(says("sizes").split(" ", -1)[which]);
    }

    /** The class that has {@code run}. */
    String className() {
        return text.contains("package attack;") ? "attack." + name : "exoscope.kernel." + name;
    }

    /** Its file, with the words in capitals replaced, and a libOS that runs it. */
    List<SourceFile> sources(Map<String, String> words) {
        String written = text;
        for (Map.Entry<String, String> word : words.entrySet()) {
            written = written.replace(word.getKey(), word.getValue());
        }
        var file = new SourceFile(className().replace('.', '/') + ".java", written);
        return className().startsWith("attack.")
                ? List.of(file, new SourceFile("attack/Entry.java", ENTRY.replace("NAME", name)))
                : List.of(file);
    }

    List<SourceFile> sources(int size) {
        return sources(Map.of("SIZE", Integer.toString(size)));
    }

    List<SourceFile> sources() {
        return has("sizes") ? sources(size(2)) : sources(Map.of());
    }

    @Override
    public String toString() {
        return name + ": " + says("attack");
    }
}
