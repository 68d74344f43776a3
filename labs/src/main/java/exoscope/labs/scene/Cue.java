package exoscope.labs.scene;

import exoscope.hw.trace.TraceEntry;
import exoscope.kernel.KernelEvent;
import exoscope.labs.view.MachineView;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names an event of a run in words.
 *
 * <pre>
 * first RevocationRequested
 * second FrameBound of neighbour
 * last UpcallStarted Revoke of pager
 * </pre>
 *
 * @param number which of them, from 1; or -1 for the last
 * @param event the event's simple name
 * @param upcall of an upcall event, which upcall; else empty
 * @param env the name of the environment concerned, or empty for any
 */
record Cue(int number, String event, String upcall, String env) {
    private static final List<String> ORDINALS =
            List.of("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth");
    private static final Pattern SYNTAX = Pattern.compile("(\\w+) ([A-Z]\\w+)(?: ([A-Z]\\w+))?(?: of (\\S+))?");

    /** Reads a cue; empty if it is none. */
    static Optional<Cue> parse(String text) {
        Matcher matcher = SYNTAX.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int number = matcher.group(1).equals("last") ? -1 : ORDINALS.indexOf(matcher.group(1)) + 1;
        return number == 0
                ? Optional.empty()
                : Optional.of(new Cue(number, matcher.group(2), text(matcher.group(3)), text(matcher.group(4))));
    }

    private static String text(@Nullable String group) {
        return group == null ? "" : group;
    }

    /** Whether an event is one of those counted. */
    boolean matches(TraceEntry entry, MachineView end) {
        return entry.event().getClass().getSimpleName().equals(event)
                && (upcall.isEmpty()
                        || (entry.event() instanceof KernelEvent.UpcallStarted started
                                && started.upcall().equals(upcall)))
                && (env.isEmpty() || end.nameOf(entry.env()).equals(env));
    }
}
