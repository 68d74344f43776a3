package exoscope.grading.soak.kernel;

import exoscope.hw.PhysicalMemory;
import exoscope.kernel.KernelEvent;
import exoscope.kernel.Upcall;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the kernel should know of predicates: one for each environment that waits, and what it would say now. */
final class PredicateModel {
    /** Where in a frame the two words are that predicates look at. */
    static final int WORD = 56;
    /** In place of a frame: memory that the kernel keeps for a program, which is zeros. */
    static final int OWN_MEMORY = -1;

    /** What a program that reads the clock has taken by then: the cycles of the piece without jumps in which it does. */
    private static final int READS_CLOCK = 10;

    /** What a predicate says. */
    enum Kind {
        /** The first word of its frame is not 0. */
        WORD_SET,
        /** The second words of its two frames are equal. */
        WORDS_EQUAL,
        /** It is as late as that. */
        TIME_REACHED,
        NEVER,
        /** It never comes to its end. */
        ENDLESS
    }

    /** What became of looking at one. */
    private enum Outcome {
        WAITS,
        HOLDS,
        FAILS
    }

    /**
     * A predicate.
     *
     * @param places frames that it looks at, or {@link #OWN_MEMORY}
     * @param until the cycle from which on it holds, if it is about time
     */
    record Waiting(int env, Kind kind, List<Integer> places, long until) {
        Waiting {
            places = List.copyOf(places);
        }
    }

    private final KernelModel model;
    private final PhysicalMemory memory;
    private final Map<Integer, Waiting> waiting = new TreeMap<>();
    /** Those that ended in the present step without having been looked at. */
    private final List<Waiting> broken = new ArrayList<>();
    /** The one that is about to be set, and what is to become of the one that is looked at. */
    private @Nullable Waiting setting;

    private @Nullable Outcome looking;

    PredicateModel(KernelModel model, PhysicalMemory memory) {
        this.model = model;
        this.memory = memory;
    }

    List<Integer> environments() {
        return List.copyOf(waiting.keySet());
    }

    void forget(int env) {
        waiting.remove(env);
    }

    private Outcome outcome(Waiting predicate, long now) {
        List<Integer> places = predicate.places();
        boolean holds = switch (predicate.kind()) {
            case WORD_SET -> word(places.getFirst(), WORD) != 0;
            case WORDS_EQUAL ->
                word(places.getFirst(), WORD + Integer.BYTES) == word(places.getLast(), WORD + Integer.BYTES);
            case TIME_REACHED -> now + READS_CLOCK >= predicate.until();
            case NEVER, ENDLESS -> false;
        };
        return holds ? Outcome.HOLDS : predicate.kind() == Kind.ENDLESS ? Outcome.FAILS : Outcome.WAITS;
    }

    private int word(int place, int offset) {
        return place == OWN_MEMORY ? 0 : memory.word((place << PhysicalMemory.FRAME_SHIFT) + offset);
    }

    /** An environment is about to be set waiting. */
    void setting(Waiting predicate) {
        setting = predicate;
    }

    /** The kernel is about to look at an environment's predicate. Returns whether that should end the waiting. */
    boolean look(int env, long now) {
        Waiting predicate = waiting.get(env);
        looking = predicate == null ? Outcome.WAITS : outcome(predicate, now);
        return looking != Outcome.WAITS;
    }

    /** The kernel has looked. Returns what is wrong, or null. */
    @Nullable
    String looked() {
        Outcome left = looking;
        looking = null;
        setting = null;
        return left == Outcome.HOLDS || left == Outcome.FAILS ? "a predicate should have ended: " + left : null;
    }

    /** Something that the kernel says it did. Returns what is wrong with that, or null. */
    @Nullable
    String observe(KernelEvent event, int env, long cycle) {
        if (event instanceof KernelEvent.PredicateEnded ended) {
            return ended(env, ended.held());
        }
        Waiting predicate = event instanceof KernelEvent.PredicateSet ? setting : null;
        if (predicate != null) {
            waiting.put(env, predicate);
            looking = outcome(predicate, cycle);
        }
        return event instanceof KernelEvent.PredicateSet && predicate == null ? "a predicate from nowhere" : null;
    }

    private @Nullable String ended(int env, boolean held) {
        Waiting predicate = waiting.remove(env);
        if (env == model.dying()) {
            return null; // with a frame that was asked for; nobody hears of it
        }
        if (predicate == null) {
            return "environment " + env + " did not wait";
        }
        Outcome expected = looking;
        looking = expected == null ? null : Outcome.WAITS;
        if (expected == null) {
            broken.add(predicate);
        }
        model.env(env).post(new Upcall.PredicateEnded(held));
        boolean right = held ? expected == Outcome.HOLDS : expected == null || expected == Outcome.FAILS;
        return right ? null : "%s ended as %s, expected %s".formatted(predicate, held, expected);
    }

    /** What must be true between calls: predicates wait as long as their environments have the frames. */
    @Nullable
    String difference() {
        List<Waiting> ended = List.copyOf(broken);
        broken.clear();
        for (Waiting each : ended) {
            if (ownsAll(each)) {
                return each + " ended without cause";
            }
        }
        return waiting.values().stream()
                .filter(each -> !ownsAll(each))
                .map(each -> each + " looks at what is not its environment's")
                .findFirst()
                .orElse(null);
    }

    private boolean ownsAll(Waiting predicate) {
        return predicate.places().stream()
                .allMatch(place -> place == OWN_MEMORY || model.owner[place] == predicate.env());
    }
}
