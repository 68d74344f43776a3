package exoscope.libos.metered;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class GuestCostsTest {
    private static final Pattern ROW = Pattern.compile("\\| `([A-Z_]+)` \\| (\\d+) \\| (?:cycles|bytes) \\|");

    @Test
    void documentSaysWhatTheTableSays() throws IOException, IllegalAccessException {
        Map<String, String> documented = new TreeMap<>();
        for (MatchResult row : ROW.matcher(Files.readString(Path.of("..", "docs", "costs.md")))
                .results()
                .toList()) {
            documented.put(row.group(1), row.group(2));
        }
        Map<String, String> table = new TreeMap<>();
        for (Field row : GuestCosts.class.getFields()) {
            table.put(row.getName(), String.valueOf(row.get(null)));
        }
        assertThat(documented).isEqualTo(table).isNotEmpty();
    }
}
