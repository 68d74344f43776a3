package exoscope.grading.report;

import exoscope.hw.trace.HwEvent;
import exoscope.hw.trace.TraceEntry;
import exoscope.hw.trace.TraceEvent;
import exoscope.kernel.KernelEvent;
import exoscope.labs.engine.LabRun;
import exoscope.labs.network.WireEvent;
import exoscope.labs.view.EventSentence;
import exoscope.libos.runtime.LibOsEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An event that is worth telling.
 *
 * @param event its number in the trace, from 0
 * @param cycle when it happened
 * @param env the name of the environment that it concerns
 * @param text what happened
 */
public record Moment(long event, long cycle, String env, String text) {

    /** Everything worth telling of a run, in order. */
    static List<Moment> of(LabRun run) {
        List<Moment> moments = new ArrayList<>();
        Map<Integer, Moment> begun = new TreeMap<>();
        for (TraceEntry entry : run.playback().entries()) {
            if (entry.event() instanceof HwEvent.ConsoleWritten written) {
                print(moments, begun, entry, written.text(), run);
                continue;
            }
            text(entry, run)
                    .map(text -> new Moment(entry.seq(), entry.cycle(), who(entry, run), text))
                    .ifPresent(moments::add);
        }
        begun.values().forEach(last -> moments.add(last.printed()));
        return List.copyOf(moments);
    }

    /** A line that a program prints in pieces is one moment, the last piece's. */
    private static void print(
            List<Moment> moments, Map<Integer, Moment> begun, TraceEntry entry, String text, LabRun run) {
        Moment before = begun.remove(entry.env());
        String line = (before == null ? "" : before.text()) + text;
        Moment moment = new Moment(entry.seq(), entry.cycle(), run.end().nameOf(Math.max(0, entry.env())), line);
        if (text.endsWith("\n")) {
            moments.add(moment.printed());
        } else {
            begun.put(entry.env(), moment);
        }
    }

    private Moment printed() {
        return new Moment(event, cycle, env, "prints \"%s\"".formatted(text.stripTrailing()));
    }

    private static String who(TraceEntry entry, LabRun run) {
        return switch (entry.event()) {
            case WireEvent wire -> "cable";
            case HwEvent hardware -> "machine";
            default -> run.end().nameOf(Math.max(0, entry.env()));
        };
    }

    private static Optional<String> text(TraceEntry entry, LabRun run) {
        return switch (entry.event()) {
            case WireEvent wire -> Optional.of(EventSentence.of(entry, run.end()));
            case HwEvent.PowerFailed failed -> Optional.of("loses its power");
            case HwEvent.MachineStarted started ->
                entry.seq() == 0 ? Optional.empty() : Optional.of("is switched on again");
            default -> text(entry.event());
        };
    }

    /** Misses, translations, slices and transfers are too many to tell; they are in the trace. */
    private static Optional<String> text(TraceEvent event) {
        return Optional.ofNullable(
                switch (event) {
                    case KernelEvent.EnvCreated created ->
                        "begins, with %d frames guaranteed".formatted(created.guaranteed());
                    case KernelEvent.EnvExited exited -> "ends with %d: %s".formatted(exited.code(), exited.reason());
                    case LibOsEvent.Panicked panicked ->
                        "panics: " + panicked.thrown() + (panicked.message().isEmpty() ? "" : ": ")
                                + panicked.message();
                    case KernelEvent.RevocationRequested asked ->
                        "is asked for frame %d, until cycle %,d".formatted(asked.frame(), asked.deadline());
                    case KernelEvent.RevocationAcknowledged given -> "gives frame %d back".formatted(given.frame());
                    case KernelEvent.RevocationAborted aborted -> taken(aborted);
                    case KernelEvent.CallRefused refused ->
                        "is refused %s: %s, %s".formatted(refused.call(), refused.error(), refused.reason());
                    case KernelEvent.InvariantBroken broken ->
                        "INVARIANT BROKEN: %s, %s".formatted(broken.invariant(), broken.detail());
                    default -> null;
                });
    }

    private static String taken(KernelEvent.RevocationAborted aborted) {
        return "loses frame %d by force; %s"
                .formatted(
                        aborted.frame(),
                        aborted.block() < 0
                                ? "its contents are lost"
                                : "its contents are in block %d".formatted(aborted.block()));
    }
}
