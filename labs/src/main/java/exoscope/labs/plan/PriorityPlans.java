package exoscope.labs.plan;

import exoscope.hw.SeededRandom;
import exoscope.labs.plan.Fault.Kind;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Random schedules by priorities (Burckhardt et al., A randomized scheduler with probabilistic guarantees of finding bugs,
 * ASPLOS 2010): environments in a random order of priority, and {@code depth - 1} charge points, at each of which an
 * environment falls to one of the lowest priorities. Each one finds a bug of that depth, of those that charge points can
 * show, with a probability of at least {@link #chance()}.
 *
 * @param points how many charge points each environment has, environment 1 first
 * @param depth depth of the bugs that are looked for, from 1
 * @param count how many schedules
 * @param seed what is random follows from it, the same for every schedule of a number
 */
public record PriorityPlans(List<Long> points, int depth, long count, long seed) implements Iterable<Plan> {
    public PriorityPlans {
        points = List.copyOf(points);
        if (points.isEmpty() || depth < 1 || count < 0) {
            throw new IllegalArgumentException("%s points, depth %d, %d plans".formatted(points, depth, count));
        }
    }

    /** The reciprocal of the probability with which each finds a bug: n times k to the power of depth less 1. */
    public BigInteger chance() {
        return BigInteger.valueOf(all()).pow(depth - 1).multiply(BigInteger.valueOf(points.size()));
    }

    private long all() {
        return Math.max(1, points.stream().mapToLong(Long::longValue).sum());
    }

    @Override
    public Iterator<Plan> iterator() {
        return LongStream.range(0, count).mapToObj(this::plan).iterator();
    }

    /** The plan of a number, from 0. */
    Plan plan(long number) {
        SeededRandom random = new SeededRandom(seed * 1_000_003 + number);
        List<Integer> order =
                new ArrayList<>(IntStream.rangeClosed(1, points.size()).boxed().toList());
        for (int i = order.size() - 1; i > 0; i--) {
            order.set(i, order.set(random.nextInt(i + 1), order.get(i)));
        }
        List<Fault> changes = new ArrayList<>();
        for (int rank = depth - 1; rank >= 1; rank--) {
            changes.add(change(Math.floorMod(random.nextLong(), all()), rank));
        }
        return new Plan(order, Plan.AS_DECLARED, changes);
    }

    private Fault change(long point, int rank) {
        long left = point;
        int env = 1;
        while (env < points.size() && left >= points.get(env - 1)) {
            left -= points.get(env++ - 1);
        }
        return new Fault(Kind.DEMOTE, env, left + 1, rank);
    }
}
