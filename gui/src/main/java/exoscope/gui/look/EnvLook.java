package exoscope.gui.look;

import exoscope.labs.view.EnvView;
import exoscope.labs.view.MachineView;
import java.util.Locale;

/**
 * How an environment is recognised everywhere: by a colour, a pattern and a letter, so that nobody depends on the
 * colour.
 *
 * @param letter stands for its name where there is little room
 * @param styleClass its colour and pattern in the style sheet
 * @param name its name
 */
public record EnvLook(String letter, String styleClass, String name) {
    private static final int STYLES = 6;

    /** How free frames look. */
    public static final EnvLook FREE = new EnvLook("", "env-free", "free");

    /** How the environment with this number looks; 0 is nobody. */
    public static EnvLook of(MachineView view, int env) {
        return env == 0 ? FREE : new EnvLook(letter(view, env), "env-" + ((env - 1) % STYLES + 1), view.nameOf(env));
    }

    /** The first letter of the name, or the number if an earlier environment has this letter. */
    private static String letter(MachineView view, int env) {
        String first = first(view.nameOf(env));
        boolean taken = view.envs().stream()
                .filter(other -> other.id() < env)
                .map(EnvView::name)
                .anyMatch(name -> first(name).equals(first));
        return taken ? Integer.toString(env) : first;
    }

    private static String first(String name) {
        return name.isEmpty() ? "?" : name.substring(0, 1).toUpperCase(Locale.ROOT);
    }
}
