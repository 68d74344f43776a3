package exoscope.labs.assertions;

import exoscope.hw.trace.HwEvent;
import exoscope.hw.trace.TraceEntry;
import exoscope.kernel.KernelError;
import exoscope.kernel.KernelEvent;
import exoscope.labs.engine.CheckFailure;
import exoscope.labs.engine.Lab;
import exoscope.labs.engine.LabRun;
import exoscope.labs.view.EnvView;
import exoscope.libos.ProgramPage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractAssert;

/** Assertions about a finished run. Each failure says what was expected, what happened, and where to look. */
public final class RunAssert extends AbstractAssert<RunAssert, LabRun> {
    /** The student's environment is always the first. */
    private static final int STUDENT = 1;

    private final List<TraceEntry> entries = new ArrayList<>();

    RunAssert(LabRun run) {
        super(run, RunAssert.class);
        run.playback().entries().forEach(entries::add);
    }

    /** The student's environment ended by itself with this exit code. */
    public RunAssert studentExitedWith(int code) {
        return exitedWith(STUDENT, code);
    }

    /**
     * The program itself found all its data, pass after pass. The exit code alone is the libOS's word, and a libOS that
     * lost its program's data can still return 0. What the program says counts because its text and its data were its
     * own all the time, which the trace shows.
     */
    public RunAssert programCompletedPasses(int passes) {
        programKeptItsMemory();
        StringBuilder said = new StringBuilder();
        for (TraceEntry entry : entries) {
            if (entry.env() == STUDENT && entry.event() instanceof HwEvent.ConsoleWritten written) {
                said.append(written.text());
            }
        }
        for (int pass = 1; pass <= passes; pass++) {
            if (!said.toString().matches("(?s).*pass " + pass + ": \\d+ pages intact\n.*")) {
                throw fail(
                        "Expected the program to find its data intact in %d passes, but it did not get through pass %d%s."
                                .formatted(passes, pass, console()),
                        last());
            }
        }
        return this;
    }

    /**
     * Whenever a page of the program was mapped it had the contents that the program last had there: those of its file,
     * or those that were saved and read back; and nobody else could store to it.
     */
    public RunAssert programKeptItsMemory() {
        List<ProgramPage> pages =
                Lab.find(actual.ticket().lab()).programPages(actual.ticket().scenario());
        new ProgramMemory(STUDENT, pages).firstBroken(entries).ifPresent(broken -> {
            throw fail(broken.sentence(), broken.entry());
        });
        return this;
    }

    /** The environment of this name, a tenant, ended by itself with this exit code. */
    public RunAssert exitedWith(String name, int code) {
        int env = actual.end().envs().stream()
                .filter(each -> each.name().equals(name))
                .map(EnvView::id)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no environment is called " + name));
        return exitedWith(env, code);
    }

    private RunAssert exitedWith(int env, int code) {
        String name = actual.end().nameOf(env);
        for (TraceEntry entry : entries) {
            if (entry.env() == env && entry.event() instanceof KernelEvent.EnvExited exited) {
                if (exited.code() == code && !exited.reason().equals("the run is over")) {
                    return this;
                }
                throw fail(
                        "Expected %s to end with exit code %d, but it %s%s."
                                .formatted(name, code, ending(exited), console()),
                        entry);
            }
        }
        throw fail("Expected %s to end with exit code %d, but it was still alive.".formatted(name, code), last());
    }

    private String ending(KernelEvent.EnvExited exited) {
        return exited.reason().equals("the run is over")
                ? "did not end: " + actual.outcome().sentence()
                : "ended with exit code " + exited.code() + " (" + exited.reason() + ")";
    }

    /** The program's last words, which often name what went wrong. */
    private String console() {
        List<String> lines = actual.end().console().lines().toList();
        return lines.isEmpty() ? "" : "; its last line on the console was \"" + lines.getLast() + "\"";
    }

    /** The kernel asked the student's environment for at least this many frames: else the run shows nothing. */
    public RunAssert studentWasAskedFor(int atLeast) {
        long asked = entries.stream()
                .filter(entry -> entry.env() == STUDENT && entry.event() instanceof KernelEvent.RevocationRequested)
                .count();
        if (asked < atLeast) {
            throw fail(
                    "Expected the kernel to ask for at least %d frames, but the run came to %d."
                            .formatted(atLeast, asked),
                    last());
        }
        return this;
    }

    /** The student's environment gave back at least this many frames that it was asked for. */
    public RunAssert studentGaveBack(int atLeast) {
        long given = entries.stream()
                .filter(entry -> entry.env() == STUDENT && entry.event() instanceof KernelEvent.RevocationAcknowledged)
                .count();
        if (given < atLeast) {
            throw fail(
                    "Expected at least %d frames to be given back when asked for, but there were %d; %s."
                            .formatted(atLeast, given, stateOfStudent()),
                    last());
        }
        return this;
    }

    private String stateOfStudent() {
        String ending = actual.end().envs().get(STUDENT - 1).ending();
        return ending.isEmpty() ? "the environment is alive" : "the environment ended: " + ending;
    }

    /** Every frame asked from the student's environment was given back before its deadline, or it ended before that. */
    public RunAssert studentAnsweredEveryRevocation() {
        Map<Integer, Long> deadlines = new HashMap<>();
        for (TraceEntry entry : entries) {
            if (entry.event() instanceof KernelEvent.RevocationRequested requested) {
                deadlines.put(requested.frame(), requested.deadline());
            }
            if (entry.env() == STUDENT
                    && entry.event() instanceof KernelEvent.RevocationAborted aborted
                    && entry.cycle() >= deadlines.getOrDefault(aborted.frame(), 0L)) {
                throw fail(
                        "Expected frame %d to be given back before its deadline, but the kernel had to take it by force."
                                .formatted(aborted.frame()),
                        entry);
            }
        }
        return this;
    }

    /** At least this many of the student's frames were taken by force: else the run shows nothing about that. */
    public RunAssert studentLostByForce(int atLeast) {
        long aborted = entries.stream()
                .filter(entry -> entry.env() == STUDENT && entry.event() instanceof KernelEvent.RevocationAborted)
                .count();
        if (aborted < atLeast) {
            throw fail(
                    "Expected at least %d frames to be taken by force in this run, but there were %d."
                            .formatted(atLeast, aborted),
                    last());
        }
        return this;
    }

    /** The student's environment made no call that the kernel refused for one of these reasons. */
    public RunAssert studentWasNeverRefused(KernelError... reasons) {
        for (TraceEntry entry : entries) {
            if (entry.env() == STUDENT
                    && entry.event() instanceof KernelEvent.CallRefused refused
                    && Arrays.asList(reasons).contains(refused.error())) {
                throw fail(
                        "Expected only calls that are the environment's to make, but %s was refused: %s, %s."
                                .formatted(refused.call(), refused.error(), refused.reason()),
                        entry);
            }
        }
        return this;
    }

    /** No frame was written to the disk that had not been stored to since it got its contents. */
    public RunAssert studentWroteOnlyDirtyFrames() {
        new DirtyFrames(STUDENT).firstCleanWrite(entries).ifPresent(entry -> {
            throw fail(
                    "Expected only dirty pages to be written back, but frame %d was clean: its contents were on the disk already."
                            .formatted(((KernelEvent.TransferSubmitted) entry.event()).frame()),
                    entry);
        });
        return this;
    }

    /** What must hold at every moment did, as recomputed from the trace alone. */
    public RunAssert invariantsHeld() {
        new Invariants().firstBroken(entries).ifPresent(broken -> {
            throw fail(broken.sentence(), broken.entry());
        });
        return this;
    }

    private TraceEntry last() {
        return entries.getLast();
    }

    private CheckFailure fail(String sentence, TraceEntry entry) {
        return new CheckFailure("%s (cycle %,d)".formatted(sentence, entry.cycle()), actual.ticket(), entry.seq());
    }
}
