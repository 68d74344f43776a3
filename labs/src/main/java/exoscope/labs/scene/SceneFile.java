package exoscope.labs.scene;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import exoscope.labs.engine.Lab;
import exoscope.labs.engine.LabException;
import exoscope.labs.engine.Ticket;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * A lecture scene as its file has it: a run of the reference solution, and what to say about it.
 *
 * @param name what commands call it
 * @param title one line for people
 * @param cover the picture that stands for the scene: its files are named after what they show alone
 * @param ticket the run
 * @param captions in the order of the events that they are about
 */
public record SceneFile(String name, String title, String cover, String ticket, List<Caption> captions) {
    /** The scene that is played when nobody asks for another. */
    public static final String DEFAULT = "revocation";

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    /** The scenes there are, with the lab that each belongs to. */
    private enum Known {
        REVOCATION("revocation", "lab04-revocation");

        private final String name;
        private final String lab;

        Known(String name, String lab) {
            this.name = name;
            this.lab = lab;
        }
    }

    /** The names of all scenes. */
    public static List<String> names() {
        return List.of(Known.values()).stream().map(known -> known.name).toList();
    }

    /**
     * Finds a scene.
     *
     * @throws LabException if there is none of that name
     */
    public static SceneFile find(String name) {
        for (Known known : Known.values()) {
            if (known.name.equals(name)) {
                return read("/exoscope/labs/%s/scenes/%s.yaml".formatted(known.lab, known.name));
            }
        }
        throw new LabException("There is no scene '%s'; there is: %s.".formatted(name, String.join(", ", names())));
    }

    private static SceneFile read(String resource) {
        try (InputStream in = SceneFile.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the kit lacks its own " + resource);
            }
            return YAML.readValue(in, SceneFile.class);
        } catch (IOException e) {
            throw new UncheckedIOException("scene " + resource + " cannot be read", e);
        }
    }

    /** The lab whose reference solution plays. */
    public Lab lab() {
        return Lab.find(Ticket.parse(ticket).lab());
    }
}
