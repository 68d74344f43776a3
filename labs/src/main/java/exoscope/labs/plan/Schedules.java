package exoscope.labs.plan;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.LongStream;

/**
 * Every schedule that preempts the student's environment at most so often at charge points of a window: those with fewest
 * preemptions first, then by their places.
 *
 * @param window charge points, ascending, each once
 * @param bound preemptions at most, from 0
 */
public record Schedules(List<Long> window, int bound) implements Iterable<Plan> {
    public Schedules(List<Long> window, int bound) {
        if (bound < 0) {
            throw new IllegalArgumentException("%d preemptions".formatted(bound));
        }
        this.window = window.stream().sorted().distinct().toList();
        this.bound = bound;
    }

    /** With the window from one charge point to another, both included. */
    public static Schedules between(long first, long last, int bound) {
        return new Schedules(LongStream.rangeClosed(first, last).boxed().toList(), bound);
    }

    /** How many there are: the sum of the binomials of the window's size over 0 to {@code bound}. */
    public BigInteger count() {
        long points = window.size();
        BigInteger all = BigInteger.ZERO;
        BigInteger some = BigInteger.ONE;
        for (int n = 0; n <= bound; n++) {
            all = all.add(some);
            some = some.multiply(BigInteger.valueOf(Math.max(0, points - n))).divide(BigInteger.valueOf(n + 1L));
        }
        return all;
    }

    @Override
    public Iterator<Plan> iterator() {
        return new Walk();
    }

    private final class Walk implements Iterator<Plan> {
        /** The next choice, as indices into the window, ascending. */
        private final List<Integer> chosen = new ArrayList<>();

        private boolean over;

        @Override
        public boolean hasNext() {
            return !over;
        }

        @Override
        public Plan next() {
            if (over) {
                throw new NoSuchElementException();
            }
            Plan plan =
                    Plan.of(chosen.stream().map(window::get).map(Fault::preempt).toList());
            advance();
            return plan;
        }

        private void advance() {
            int at = chosen.size() - 1;
            while (at >= 0 && chosen.get(at) == window.size() - chosen.size() + at) {
                at--;
            }
            if (at >= 0) {
                fill(at, chosen.get(at) + 1);
            } else if (chosen.size() < Math.min(bound, window.size())) {
                chosen.add(0);
                fill(0, 0);
            } else {
                over = true;
            }
        }

        /** Chooses the points from {@code index} on for the places from {@code at} on. */
        private void fill(int at, int index) {
            for (int i = at; i < chosen.size(); i++) {
                chosen.set(i, index + i - at);
            }
        }
    }
}
