package exoscope.libos.metered.guest;

import java.util.Locale;

/** In place of calls of a string that cost more than its length, or differ from computer to computer. */
public final class Texts {
    private Texts() {}

    public static boolean contains(String text, CharSequence wanted) {
        return indexOf(text, wanted.toString(), 0) >= 0;
    }

    public static int indexOf(String text, String wanted) {
        return indexOf(text, wanted, 0);
    }

    /** Charged by the characters compared: those of a text that nearly fits everywhere are the square of its length. */
    public static int indexOf(String text, String wanted, int from) {
        int last = text.length() - wanted.length();
        for (int at = Math.max(0, from); at <= last; at++) {
            if (fits(text, wanted, at)) {
                return at;
            }
        }
        return wanted.isEmpty() ? text.length() : -1;
    }

    public static int lastIndexOf(String text, String wanted) {
        return lastIndexOf(text, wanted, text.length());
    }

    public static int lastIndexOf(String text, String wanted, int from) {
        for (int at = Math.min(from, text.length() - wanted.length()); at >= 0; at--) {
            if (fits(text, wanted, at)) {
                return at;
            }
        }
        return -1;
    }

    private static boolean fits(String text, String wanted, int at) {
        int same = 0;
        while (same < wanted.length() && text.charAt(at + same) == wanted.charAt(same)) {
            same++;
        }
        Metering.charge(same + 1);
        return same == wanted.length();
    }

    /** With no word of the computer's language. */
    public static String toLowerCase(String text) {
        Metering.weighCopy(text);
        return text.toLowerCase(Locale.ROOT);
    }

    public static String toUpperCase(String text) {
        Metering.weighCopy(text);
        return text.toUpperCase(Locale.ROOT);
    }
}
