package exoscope.grading.soak.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** Sequences of random calls, each on a machine of its own; one that finds a difference is shortened. */
public final class KernelSoak {
    /** Calls on one machine. */
    public static final int SEQUENCE = 1000;

    private KernelSoak() {}

    /**
     * A sequence after which kernel and model differ.
     *
     * @param seed of the sequence
     * @param difference what differs after the last call
     * @param calls the calls, as few as were found to do
     */
    public record Failure(long seed, String difference, List<String> calls) {
        public Failure {
            calls = List.copyOf(calls);
        }
    }

    /** Makes so many calls, with seeds from this one on. Returns the first failure, if there is any. */
    public static Optional<Failure> run(long calls, long seed) {
        return run(calls, seed, run -> {});
    }

    /** The same, with something done to each kernel and model before they begin. */
    static Optional<Failure> run(long calls, long seed, Consumer<KernelRun> preparation) {
        for (long done = 0; done < calls; done += SEQUENCE) {
            Optional<Failure> failure =
                    sequence((int) Math.min(SEQUENCE, calls - done), seed + done / SEQUENCE, preparation);
            if (failure.isPresent()) {
                return failure;
            }
        }
        return Optional.empty();
    }

    private static Optional<Failure> sequence(int calls, long seed, Consumer<KernelRun> preparation) {
        SplittableRandom random = new SplittableRandom(seed);
        List<KernelCall.Kind> theme = KernelCall.theme(random);
        List<KernelCall> sequence = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            sequence.add(KernelCall.random(random, theme));
        }
        if (play(sequence, seed, preparation).isEmpty()) {
            return Optional.empty();
        }
        List<KernelCall> shortest = shortened(sequence, seed, preparation);
        String difference = play(shortest, seed, preparation).orElseThrow();
        return Optional.of(new Failure(
                seed, difference, shortest.stream().map(KernelCall::toString).toList()));
    }

    /** Leaves out parts, then single calls until none can be left out, for as long as something still differs. */
    private static List<KernelCall> shortened(List<KernelCall> failing, long seed, Consumer<KernelRun> preparation) {
        List<KernelCall> shortest = failing;
        for (int part = failing.size() / 2; part > 1; part /= 2) {
            shortest = without(shortest, part, seed, preparation);
        }
        int before;
        do {
            before = shortest.size();
            shortest = without(shortest, 1, seed, preparation);
        } while (shortest.size() < before);
        return shortest;
    }

    /** Leaves out each part of this length without which something still differs. */
    private static List<KernelCall> without(
            List<KernelCall> failing, int part, long seed, Consumer<KernelRun> preparation) {
        List<KernelCall> shortest = failing;
        for (int from = 0; from < shortest.size(); ) {
            List<KernelCall> without = new ArrayList<>(shortest.subList(0, from));
            without.addAll(shortest.subList(Math.min(from + part, shortest.size()), shortest.size()));
            if (play(without, seed, preparation).isPresent()) {
                shortest = without;
            } else {
                from += part;
            }
        }
        return shortest;
    }

    /** Makes the calls. Returns the first difference. */
    private static Optional<String> play(List<KernelCall> sequence, long seed, Consumer<KernelRun> preparation) {
        KernelRun run = new KernelRun(seed);
        preparation.accept(run);
        try {
            for (KernelCall call : sequence) {
                String difference = run.step(call);
                if (difference != null) {
                    return Optional.of(difference);
                }
            }
            return Optional.ofNullable(run.end());
        } catch (RuntimeException e) {
            return Optional.of("the kernel threw " + e);
        }
    }
}
