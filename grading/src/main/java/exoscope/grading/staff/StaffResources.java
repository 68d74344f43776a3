package exoscope.grading.staff;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Staff material as it is packed into this module's jar, and nowhere else. */
final class StaffResources {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    private StaffResources() {}

    static String text(String path) {
        try (InputStream in = StaffResources.class.getResourceAsStream("/exoscope/staff/" + path)) {
            if (in == null) {
                throw new IllegalStateException("there is no staff material " + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("staff material " + path + " cannot be read", e);
        }
    }

    static List<Mutant> mutants(String lab) {
        try {
            return List.of(YAML.readValue(text(lab + "/mutants.yaml"), Mutant[].class));
        } catch (IOException e) {
            throw new UncheckedIOException("mutants.yaml of " + lab + " cannot be read", e);
        }
    }
}
