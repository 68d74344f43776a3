package exoscope.libos.metered;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Collects what is refused in one class, each thing once a line. */
final class Refusals {
    private final String file;
    private final String className;
    private final List<Found> found = new ArrayList<>();
    private final Set<String> places = new HashSet<>();

    /**
     * @param type the class whose use is refused, or empty where it is not about one
     * @param asWhole whether the class itself was named, not a member of it
     */
    private record Found(Refusal refusal, String type, boolean asWhole) {}

    Refusals(String file, String className) {
        this.file = file;
        this.className = className;
    }

    /** Everything, without what only repeats: that a class is refused, where a member of it is; and what has no line. */
    List<Refusal> found() {
        return found.stream()
                .filter(each -> found.stream().noneMatch(other -> saysMore(other, each)))
                .map(Found::refusal)
                .toList();
    }

    private static boolean saysMore(Found other, Found than) {
        boolean sameType = !than.type.isEmpty() && other.type.equals(than.type);
        int line = than.refusal.line();
        boolean member = than.asWhole && !other.asWhole && other.refusal.line() == line;
        return sameType && (member || (line == 0 && other.refusal.line() > 0));
    }

    /** Refuses a use of a class that guest code does not have. */
    void unavailableType(String member, int line, String type, Ruling.Refused why) {
        add(member, line, because(type.replace('$', '.'), why), why.advice(), type, true);
    }

    /** Refuses a use of a member of a class. */
    void unavailableMember(String member, int line, String subject, String type, Ruling.Refused why) {
        add(member, line, because(subject, why), why.advice(), type, false);
    }

    /** Refuses something that is not about a class. */
    void unavailable(String member, int line, String subject, Ruling.Refused why) {
        refuse(member, line, because(subject, why), why.advice());
    }

    private static String because(String subject, Ruling.Refused why) {
        return subject + " is not available to a libOS, because " + why.reason();
    }

    void refuse(String member, int line, String reason, String advice) {
        add(member, line, reason, advice, "", false);
    }

    private void add(String member, int line, String reason, String advice, String type, boolean asWhole) {
        if (places.add(line + " " + reason)) {
            found.add(new Found(new Refusal(file, className, member, line, reason, advice), type, asWhole));
        }
    }
}
