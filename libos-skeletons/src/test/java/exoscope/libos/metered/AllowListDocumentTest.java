package exoscope.libos.metered;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The page that students read says what the list says. Run with {@code -Dexoscope.write=true} it is written anew. */
class AllowListDocumentTest {
    private static final Path PAGE = Path.of("..", "docs", "guest-java.md");

    private static final String HEAD = """
            # Java in a libOS

            A libOS is written in Java 25, in any classes of your own, with these parts of the JDK and the classes that the handout names.
            What is not here does not exist for it: a run must repeat exactly, cost what the machine says, and stay inside its environment. A refusal
            says what to use instead. How it works: [decision 4](decisions/0004-guest-java.md).

            A mark says how a call is charged beyond its flat weight: `*` by size, `+` by size, with as much memory, `^` as a sort, `@` with one small
            object of memory. Work on the elements of collections is charged as your own code is. `new` is the constructor. A member may be used
            through a listed subtype too.

            Assertions (`assert`) are always checked, and cost what they cost.

            This page is made from `allow-list.txt`, and a test compares the two.

            | Class | Members |
            |---|---|
            """;

    private static String page() {
        AllowListText list = AllowListText.read();
        StringBuilder page = new StringBuilder(HEAD);
        for (String name : list.classes()) {
            List<String> members = new ArrayList<>();
            list.members(name).forEach((member, ruling) -> {
                if (ruling instanceof Ruling.Permitted permitted) {
                    members.add(member.replace("<init>", "new") + mark(permitted.cost()));
                }
            });
            page.append("| `%s` | %s |\n".formatted(name, members.isEmpty() ? "" : code(members)));
        }
        page.append(
                "\n## What is refused, and what to use instead\n\n| Not available | Because | Instead |\n|---|---|---|\n");
        refused(list)
                .forEach((subject, why) ->
                        page.append("| `%s` | %s | %s |\n".formatted(subject, why.reason(), why.advice())));
        return page.toString();
    }

    private static String code(List<String> members) {
        return "`" + String.join("` `", members) + "`";
    }

    private static Map<String, Ruling.Refused> refused(AllowListText list) {
        Map<String, Ruling.Refused> refused = new TreeMap<>(list.refusedClasses());
        for (String name : list.namedClasses()) {
            list.members(name).forEach((member, ruling) -> {
                if (ruling instanceof Ruling.Refused why) {
                    refused.put(name + "." + member.replace("<init>", "new"), why);
                }
            });
        }
        return refused;
    }

    private static String mark(CallCost cost) {
        return switch (cost) {
            case BY_SIZE -> "*";
            case COPY -> "+";
            case SORT -> "^";
            case OBJECT -> "@";
            default -> "";
        };
    }

    @Test
    void pageSaysWhatTheListSays() throws IOException {
        if (Boolean.getBoolean("exoscope.write")) {
            Files.writeString(PAGE, page());
        }
        assertThat(Files.readString(PAGE)).isEqualTo(page());
    }
}
