package exoscope.grading.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What {@code explore} said of a workspace, for tests of other packages. */
public record Explored(Path folder, String out) {
    /** Explores with some options. */
    public static Explored of(Path folder, String lab, String... options) {
        List<Object> arguments = new ArrayList<>(List.of("explore", lab, folder));
        arguments.addAll(Arrays.asList(options));
        Shell shell = Shell.run(arguments.toArray());
        return new Explored(folder, shell.out() + shell.err());
    }

    /** The ticket of what was found. */
    public String ticket() {
        return out.lines()
                .filter(line -> line.startsWith("ticket   "))
                .map(line -> line.substring(9).replaceFirst(", event .*", ""))
                .findFirst()
                .orElseThrow();
    }

    /** What {@code replay} says of that ticket. */
    public String replayed() {
        Shell shell = Shell.run("replay", ticket(), folder);
        return shell.out() + shell.err();
    }
}
