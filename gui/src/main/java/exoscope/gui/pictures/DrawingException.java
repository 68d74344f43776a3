package exoscope.gui.pictures;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Something could not be drawn on this computer. The message is a sentence for the user. */
public final class DrawingException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public DrawingException(@Nullable Throwable cause) {
        super(sentence(cause), cause);
    }

    private static String sentence(@Nullable Throwable cause) {
        StringBuilder text = new StringBuilder();
        for (Throwable each = cause; each != null; each = each.getCause()) {
            text.append(each).append('\n');
        }
        String all = text.toString().toLowerCase(Locale.ROOT);
        if (all.contains("pango")
                || all.contains("freetype")
                || all.contains("fontconfig")
                || all.contains("no fonts")) {
            return "Drawing text needs a system library that is missing here; on Debian and Ubuntu:"
                    + " apt-get install libpangoft2-1.0-0";
        }
        if (all.contains("gtk")) {
            return "Opening a window needs a system library that is missing here; on Debian and Ubuntu:"
                    + " apt-get install libgtk-3-0";
        }
        if (all.contains("unable to open display")) {
            return "The display that DISPLAY names cannot be opened; without DISPLAY, `exoscope demo` needs none.";
        }
        return "Drawing failed: " + cause;
    }
}
