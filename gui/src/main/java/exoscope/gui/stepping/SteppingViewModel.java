package exoscope.gui.stepping;

import exoscope.gui.app.Background;
import exoscope.labs.stepping.Step;
import exoscope.labs.stepping.StepSession;
import exoscope.labs.view.EnvView.UpcallView;
import exoscope.labs.view.EventSentence;
import exoscope.labs.view.Playback;
import exoscope.libos.runtime.GuestValue;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/** Where stepping stands, and how it is moved. Knows no control and no window. */
public final class SteppingViewModel {
    private static final int STUDENT = 1;

    private final Background background;
    private final ReadOnlyObjectWrapper<Optional<Step>> step = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<List<GuestValue>> variables = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyStringWrapper sentence = new ReadOnlyStringWrapper("");
    private final Breakpoints breakpoints = new Breakpoints();
    /** How often variables were asked for: what is found for an earlier step comes too late. */
    private final AtomicLong looks = new AtomicLong();

    private @Nullable StepSession session;
    private String ending = "";

    public SteppingViewModel(Background background) {
        this.background = background;
    }

    /**
     * Begins to step through a run.
     *
     * @param events begins when so many events have happened; 0 for the very beginning
     * @param ending what happens after the last step, in words
     */
    public void begin(StepSession run, long events, String ending) {
        session = run;
        this.ending = ending;
        if (run.size() == 0) {
            end();
            sentence.set("The run has no step: your code was never reached.");
        } else {
            goTo(run, run.stepAt(events));
        }
    }

    /** Ends stepping. */
    public void end() {
        session = null;
        looks.incrementAndGet();
        step.set(Optional.empty());
        variables.set(List.of());
        sentence.set("");
    }

    /** Where stepping stands; empty while there is none. */
    public ReadOnlyObjectProperty<Optional<Step>> stepProperty() {
        return step.getReadOnlyProperty();
    }

    /** What the variables hold there; found a moment later. */
    public ReadOnlyObjectProperty<List<GuestValue>> variablesProperty() {
        return variables.getReadOnlyProperty();
    }

    /** Where stepping stands, in words, or why it cannot be moved. */
    public ReadOnlyStringProperty sentenceProperty() {
        return sentence.getReadOnlyProperty();
    }

    /** Lines at which {@link #resume} stops. */
    public Breakpoints breakpoints() {
        return breakpoints;
    }

    /** The run that is stepped through. */
    public Optional<Playback> playback() {
        return Optional.ofNullable(session).map(run -> run.run().playback());
    }

    public boolean active() {
        return session != null;
    }

    /** To the next charge point. */
    public void step() {
        move((run, at) -> run.chargePointAfter(at), "There is no later charge point; " + ending);
    }

    /** To the charge point before. */
    public void stepBack() {
        move((run, at) -> run.chargePointBefore(at), "There is no earlier charge point: here your code begins.");
    }

    /** To the next line, over what this one calls. */
    public void over() {
        move((run, at) -> run.lineAfter(at), "There is no later line; " + ending);
    }

    /** To the line before, over what it calls. */
    public void overBack() {
        move((run, at) -> run.lineBefore(at), "There is no earlier line: here your code begins.");
    }

    /** To the next breakpoint, or the last step. */
    public void resume() {
        move(
                (run, at) -> orElse(run.lineAfter(at, breakpoints::contain), run.size() - 1, at),
                "No breakpoint comes later; " + ending);
    }

    /** To the breakpoint before, or the first step. */
    public void resumeBack() {
        move(
                (run, at) -> orElse(run.lineBefore(at, breakpoints::contain), 0, at),
                "No breakpoint comes earlier: here your code begins.");
    }

    private static OptionalInt orElse(OptionalInt found, int otherwise, int at) {
        return found.isPresent() || otherwise == at ? found : OptionalInt.of(otherwise);
    }

    /** To where the code next begins a line, or the first line with code after it; back if it never does so again. */
    public void runTo(String file, int line) {
        move(
                (run, at) -> {
                    OptionalInt wanted = run.lineWithCode(file, line);
                    StepSession.LinePredicate there =
                            (where, number) -> where.equals(file) && number == wanted.orElse(0);
                    OptionalInt later = run.lineAfter(at, there);
                    return later.isPresent() ? later : run.lineBefore(at, there);
                },
                "The code never comes to line %d of %s in this run.".formatted(line, file));
    }

    /** Sets a breakpoint at a line, or the first one with code after it, or takes it away. */
    public void toggleBreakpoint(String file, int line) {
        StepSession run = session;
        breakpoints.toggle(
                file, run == null ? line : run.lineWithCode(file, line).orElse(line));
    }

    private interface Move {
        OptionalInt from(StepSession run, int step);
    }

    private void move(Move move, String otherwise) {
        StepSession run = session;
        if (run != null) {
            int at = step.get().map(Step::index).orElse(0);
            move.from(run, at).ifPresentOrElse(to -> goTo(run, to), () -> sentence.set(otherwise));
        }
    }

    private void goTo(StepSession run, int to) {
        Step at = run.at(to);
        step.set(Optional.of(at));
        sentence.set(inWords(run, at));
        long look = looks.incrementAndGet();
        background.run(
                () -> look == looks.get() ? Optional.of(run.variables(to)) : Optional.<List<GuestValue>>empty(),
                found -> found.filter(values -> look == looks.get()).ifPresent(variables::set),
                failure -> sentence.set("The variables cannot be shown: " + failure.getMessage()));
    }

    private static String inWords(StepSession run, Step at) {
        String upcalls = run.run().playback().viewAt(at.events()).env(STUDENT).stream()
                .flatMap(env -> env.upcalls().stream())
                .map(SteppingViewModel::upcall)
                .collect(Collectors.joining(", interrupted by "));
        return "Step %,d of %,d%s · cycle %,d · %s, line %d%s%s"
                .formatted(
                        at.index() + 1,
                        run.size(),
                        run.complete() ? "" : " (the first ones; the run has more)",
                        at.cycle(),
                        at.place().method(),
                        at.place().line(),
                        at.place().charged() ? " · charge point" : "",
                        upcalls.isEmpty() ? "" : " · in upcall " + upcalls);
    }

    private static String upcall(UpcallView upcall) {
        return switch (upcall.kind()) {
            case "TlbMiss" -> "TlbMiss for " + EventSentence.page(upcall.subject());
            case "Revoke" -> "Revoke of frame " + upcall.subject();
            default -> upcall.subject() < 0 ? upcall.kind() : upcall.kind() + " " + upcall.subject();
        };
    }
}
