package exoscope.grading.cohort;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The files of a submission by name, before any is read. */
interface Listing {
    /** Files and folders that are looked at; a submission with more holds something else than a lab. */
    int MOST_ENTRIES = 20_000;

    /** Why the names are not known, in a sentence; empty if they are. */
    default String problem() {
        return "";
    }

    /** Paths with {@code /} between the parts, in their natural order, each as often as it occurs; nothing hidden. */
    List<String> files();

    /** Whether it is a file, not a link or something stranger. */
    boolean isRegular(String file);

    /**
     * The beginning of a file: everything, or {@code most + 1} bytes if it is longer.
     *
     * @return empty if it is not regular
     * @throws IOException if it cannot be read
     */
    Optional<byte[]> read(String file, int most) throws IOException;

    /** Whether a path leads through something hidden or made by an archiver, which no student means to hand in. */
    static boolean isHidden(String path) {
        for (String part : path.split("/", -1)) {
            if (part.startsWith(".") || part.equals("__MACOSX")) {
                return true;
            }
        }
        return false;
    }
}
