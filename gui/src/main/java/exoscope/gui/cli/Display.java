package exoscope.gui.cli;

import java.util.Locale;
import java.util.Map;

/** Whether a window can be opened. */
public final class Display {
    private Display() {}

    /** Whether this computer seems to have a display. Only Linux says that it has none. */
    public static boolean present() {
        return present(System.getProperty("os.name", ""), System.getenv());
    }

    static boolean present(String system, Map<String, String> environment) {
        return !system.toLowerCase(Locale.ROOT).contains("linux")
                || !environment.getOrDefault("DISPLAY", "").isEmpty()
                || !environment.getOrDefault("WAYLAND_DISPLAY", "").isEmpty();
    }
}
