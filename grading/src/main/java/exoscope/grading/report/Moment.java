package exoscope.grading.report;

import exoscope.hw.trace.HwEvent;
import exoscope.hw.trace.TraceEntry;
import exoscope.hw.trace.TraceEvent;
import exoscope.kernel.KernelEvent;
import exoscope.labs.engine.LabRun;
import exoscope.libos.runtime.LibOsEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
        for (TraceEntry entry : run.playback().entries()) {
            text(entry.event())
                    .map(text ->
                            new Moment(entry.seq(), entry.cycle(), run.end().nameOf(Math.max(0, entry.env())), text))
                    .ifPresent(moments::add);
        }
        return List.copyOf(moments);
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
                    case HwEvent.ConsoleWritten written ->
                        "prints \"%s\"".formatted(written.text().stripTrailing());
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
