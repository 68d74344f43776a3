package exoscope.labs.engine;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import exoscope.libos.LibOs;
import exoscope.libos.metered.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** What labs are made of, as it is packed into the kit's jars. */
final class LabResources {
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private LabResources() {}

    static LabFile labFile(String lab) {
        try {
            return YAML.readValue(bytes(lab + "/lab.yaml"), LabFile.class);
        } catch (IOException e) {
            throw new UncheckedIOException("lab.yaml of " + lab + " cannot be read", e);
        }
    }

    /** Whether there is a lab in a folder of this name. */
    static boolean hasLab(String name) {
        return NAME.matcher(name).matches()
                && LabResources.class.getResource("/exoscope/labs/" + name + "/lab.yaml") != null;
    }

    static SourceFile skeleton(String lab, String path) {
        byte[] bytes = read(LibOs.class, "/exoscope/skeletons/" + lab + "/" + path);
        return new SourceFile(path, new String(bytes, StandardCharsets.UTF_8));
    }

    static String text(String path) {
        return new String(bytes(path), StandardCharsets.UTF_8);
    }

    static byte[] bytes(String path) {
        return read(LabResources.class, "/exoscope/labs/" + path);
    }

    private static byte[] read(Class<?> near, String resource) {
        try (InputStream in = near.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the kit lacks its own " + resource);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("the kit's own " + resource + " cannot be read", e);
        }
    }
}
