package exoscope.grading.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine;

/** The list of commands in the help text, sorted by who wants them. */
final class CommandGroups {
    private static final Map<String, List<String>> GROUPS = new LinkedHashMap<>();

    static {
        GROUPS.put("For students", List.of("window", "new", "run", "check", "replay", "open"));
        GROUPS.put("For instructors", List.of("grade", "certify"));
        GROUPS.put("For lecturers", List.of("demo"));
        GROUPS.put("For experiments with the machine", List.of("elf", "bench", "soak"));
    }

    private CommandGroups() {}

    /** Commands that are in no group, such as one that another module added, come last. */
    static String text(CommandLine commandLine) {
        Map<String, CommandLine> rest = new TreeMap<>(commandLine.getSubcommands());
        StringBuilder text = new StringBuilder();
        GROUPS.forEach((title, names) -> {
            Map<String, CommandLine> group = new LinkedHashMap<>();
            names.stream().filter(rest::containsKey).forEach(name -> group.put(name, rest.remove(name)));
            append(text, title, group);
        });
        append(text, "Others", rest);
        return text.toString();
    }

    private static String firstSentence(String text) {
        int end = text.indexOf(". ");
        return end < 0 ? text : text.substring(0, end + 1);
    }

    private static void append(StringBuilder text, String title, Map<String, CommandLine> group) {
        if (!group.isEmpty()) {
            text.append("%n%s:%n".formatted(title));
        }
        group.forEach((name, command) -> {
            String[] description = command.getCommandSpec().usageMessage().description();
            text.append("  %-8s  %s%n".formatted(name, description.length == 0 ? "" : firstSentence(description[0])));
        });
    }
}
