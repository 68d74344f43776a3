package exoscope.libos.metered;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Collects what is refused in one class, each thing once. */
final class Refusals {
    private final String file;
    private final String className;
    private final List<Refusal> found = new ArrayList<>();
    private final Set<String> subjects = new HashSet<>();
    private final Set<String> places = new HashSet<>();

    Refusals(String file, String className) {
        this.file = file;
        this.className = className;
    }

    List<Refusal> found() {
        return found;
    }

    /** Refuses a use of something that guest code does not have. */
    void unavailable(String member, int line, String subject, Ruling.Refused why) {
        // The constant pool repeats, without a line, what was found in the code.
        if (line == 0 && subjects.contains(subject)) {
            return;
        }
        subjects.add(subject);
        String reason = subject + " is not available to a libOS, because " + why.reason();
        refuse(member, line, reason, why.advice());
    }

    void refuse(String member, int line, String reason, String advice) {
        if (places.add(line + " " + reason)) {
            found.add(new Refusal(file, className, member, line, reason, advice));
        }
    }
}
