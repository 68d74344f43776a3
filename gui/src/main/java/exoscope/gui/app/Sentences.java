package exoscope.gui.app;

import exoscope.hw.trace.TraceEntry;
import exoscope.hw.trace.TraceEvent;
import exoscope.kernel.KernelEvent;
import exoscope.labs.engine.LabException;
import exoscope.labs.engine.LabRun;
import exoscope.labs.view.Narration;
import exoscope.libos.metered.Problem;
import exoscope.libos.runtime.LibOsEvent;

/** What the workbench says of problems and runs, each in one line. */
final class Sentences {
    private Sentences() {}

    /** A problem in one line; the compiler likes to use several. */
    static String oneLine(Problem problem) {
        return problem.toString().strip().replaceAll("\\s*\\R\\s*", ", ").replaceAll("\\h+", " ");
    }

    /** What stopped a piece of work. */
    static String failure(RuntimeException problem) {
        return problem instanceof LabException known
                ? String.valueOf(known.getMessage())
                : "Something in the kit itself went wrong: " + problem;
    }

    /** How the student's environment ended. */
    static String ending(LabRun run) {
        var student = run.end().envs().getFirst();
        return student.alive()
                ? "The run ended: " + run.outcome().sentence() + "."
                : "%s ended: %s".formatted(student.name(), student.ending());
    }

    /** Whether the student's environment came to anything but a good end. */
    static boolean failed(LabRun run) {
        return !run.end().envs().getFirst().ending().endsWith("(exit code 0)");
    }

    /**
     * Where to begin looking at a run: where the student's environment failed, or the first thing that it was given.
     * Places are numbers of events that have happened.
     */
    static long firstPlace(LabRun run) {
        long first = -1;
        for (TraceEntry entry : run.playback().entries()) {
            if (entry.env() == 1 && bad(entry.event())) {
                return new Narration(run.playback()).placeAfter(entry.seq());
            }
            if (first < 0 && entry.event() instanceof KernelEvent.FrameBound) {
                first = entry.seq() + 1;
            }
        }
        return Math.max(0, first);
    }

    private static boolean bad(TraceEvent event) {
        return event instanceof LibOsEvent.Panicked
                || (event instanceof KernelEvent.EnvExited exited && exited.code() != 0);
    }
}
