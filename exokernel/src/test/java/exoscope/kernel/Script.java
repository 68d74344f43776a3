package exoscope.kernel;

import exoscope.hw.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** User code made of steps of 10 cycles each, which can be preempted between them. It swallows its upcalls. */
final class Script implements UserCode {
    static final int STEP = 10;

    /** Upcalls that were delivered to it. */
    final List<Upcall> upcalls = new ArrayList<>();

    private final Kernel kernel;
    private final int env;
    private final Clock clock;
    private final Deque<Runnable> steps = new ArrayDeque<>();
    private boolean waiting;
    /** Steps in which it deals with the end of a slice. */
    private int savingSteps;

    Script(Kernel kernel, int env) {
        this.kernel = kernel;
        this.env = env;
        clock = kernel.machine().clock();
    }

    /** Does something as its next step. */
    Script then(Runnable step) {
        steps.add(step);
        return this;
    }

    /** Computes for this many steps. */
    Script compute(int count) {
        for (int i = 0; i < count; i++) {
            then(() -> {});
        }
        return this;
    }

    /** Takes so many steps to deal with the end of a slice. */
    Script saving(int count) {
        savingSteps = count;
        return this;
    }

    /** Waits until an upcall comes. */
    Script await() {
        return then(() -> waiting = true);
    }

    @Override
    public Departure resume() {
        for (Upcall upcall = kernel.nextUpcall(env); upcall != null; upcall = kernel.nextUpcall(env)) {
            kernel.noteUpcall(env, upcall, true);
            upcalls.add(upcall);
            deal(upcall);
        }
        while (!steps.isEmpty()) {
            if (clock.due()) {
                return Departure.PREEMPTED;
            }
            steps.remove().run();
            clock.charge(STEP);
            if (waiting) {
                waiting = false;
                return Departure.WAITING;
            }
        }
        return Departure.ENDED;
    }

    private void deal(Upcall upcall) {
        if (upcall instanceof Upcall.SliceEnding && savingSteps > 0) {
            steps.addFirst(() -> kernel.noteUpcall(env, upcall, false));
            for (int i = 1; i < savingSteps; i++) {
                steps.addFirst(() -> {});
            }
        } else {
            kernel.noteUpcall(env, upcall, false);
        }
    }

    @Override
    public Ending ending() {
        return new Ending(0, "script over");
    }

    @Override
    public void kill() {
        steps.clear();
    }
}
