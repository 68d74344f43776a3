package exoscope.labs.engine;

import java.math.BigInteger;

/**
 * How much an exploration covered.
 *
 * @param ran runs made and judged
 * @param of how many there are of what was explored
 * @param what that is, such as "schedules with at most 2 preemptions"
 * @param late runs in which not all of their plan could happen: they were over before, or there was no frame to ask for
 * @param failed whether the last run is one that fails, for which the exploration ended
 */
public record Coverage(long ran, BigInteger of, String what, long late, boolean failed) {
    /** Whether nothing was left out. */
    public boolean complete() {
        return of.equals(BigInteger.valueOf(ran));
    }

    /** In a sentence without its full stop. */
    public String sentence() {
        String over = late == 0 ? "" : ", in %,d of which not all of it could happen".formatted(late);
        String skipped =
                complete() ? "" : failed ? "; it ended at a failure" : "; the others were skipped to save time";
        return "%,d of %,d %s%s%s".formatted(ran, of, what, over, skipped);
    }
}
