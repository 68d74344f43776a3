package exoscope.labs.plan;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One thing that happens in a run because a plan says so; as text {@code preempt@812}, {@code preempt@2.33} (in
 * environment 2) or {@code revoke@120=3}.
 *
 * @param kind what happens
 * @param env the environment in which places are counted; 1, the student's, for kinds that do not happen in one
 * @param place when: the number of a charge point, an event, a request or a packet, from 0 or 1
 * @param amount how much, as the kind says; 0 if it says nothing
 */
public record Fault(Kind kind, int env, long place, long amount) implements Comparable<Fault> {
    /** The largest number that a plan can name. */
    public static final long LARGEST = 999_999_999;

    private static final Pattern TEXT = Pattern.compile("([a-z-]+)@(?:(\\d{1,4})\\.)?(\\d{1,9})(?:=(\\d{1,9}))?");
    private static final Comparator<Fault> ORDER = Comparator.comparing(Fault::kind)
            .thenComparingInt(Fault::env)
            .thenComparingLong(Fault::place)
            .thenComparingLong(Fault::amount);

    /** What can happen. */
    public enum Kind {
        /** At a charge point of the environment its slice ends. */
        PREEMPT("preempt", true, false),
        /** At a charge point the environment gets priority {@code amount} (1 is the lowest) and its slice ends. */
        DEMOTE("demote", true, true),
        /** At a charge point the environment loses the processor for {@code amount} cycles. */
        STALL("stall", true, true),
        /**
         * After an event the kernel asks for number {@code amount} of the student's frames that it has not asked for yet, from
         * the start again if fewer.
         */
        REVOKE("revoke", false, true),
        /** The disk takes {@code amount} cycles longer for the request that it begins as number {@code place}. */
        DISK_LATE("disk-late", false, true),
        /** When the disk has finished write number {@code place} the power fails. */
        POWER_OFF("power-off", false, false),
        /** The packet that is put on the cable as number {@code place}, at either end, never arrives. */
        LOSE("lose", false, false),
        /** That packet arrives twice. */
        DUPLICATE("duplicate", false, false),
        /** That packet is {@code amount} cycles late, so that later ones may overtake it. */
        DELAY("delay", false, true);

        private final String word;
        private final boolean inEnvironment;
        private final boolean hasAmount;

        Kind(String word, boolean inEnvironment, boolean hasAmount) {
            this.word = word;
            this.inEnvironment = inEnvironment;
            this.hasAmount = hasAmount;
        }

        /** The smallest number of a place: events are counted from 0, all else from 1. */
        public long firstPlace() {
            return this == REVOKE ? 0 : 1;
        }

        /** Whether it happens at a charge point of an environment. */
        public boolean atChargePoint() {
            return inEnvironment;
        }
    }

    /** The student's environment is preempted at a charge point. */
    public static Fault preempt(long point) {
        return new Fault(Kind.PREEMPT, 1, point, 0);
    }

    /** The student's environment is asked for a frame after an event. */
    public static Fault revoke(long event, long choice) {
        return new Fault(Kind.REVOKE, 1, event, choice);
    }

    /** The student's environment loses the processor for some cycles at a charge point. */
    public static Fault stall(long point, long cycles) {
        return new Fault(Kind.STALL, 1, point, cycles);
    }

    /** The same at another place. */
    public Fault at(long other) {
        return new Fault(kind, env, other, amount);
    }

    /** The same with another amount. */
    public Fault of(long other) {
        return new Fault(kind, env, place, other);
    }

    /** Reads one as {@link #toString} writes it; nothing if it is none. */
    public static Optional<Fault> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        for (Kind kind : Kind.values()) {
            boolean fits = kind.word.equals(matcher.group(1))
                    && kind.hasAmount == (matcher.group(4) != null)
                    && (kind.inEnvironment || matcher.group(2) == null);
            if (fits) {
                int env = matcher.group(2) == null ? 1 : Integer.parseInt(matcher.group(2));
                long amount = kind.hasAmount ? Long.parseLong(matcher.group(4)) : 0;
                return Optional.of(new Fault(kind, env, Long.parseLong(matcher.group(3)), amount));
            }
        }
        return Optional.empty();
    }

    @Override
    public int compareTo(Fault other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return kind.word + "@" + (env == 1 ? "" : env + ".") + place + (kind.hasAmount ? "=" + amount : "");
    }
}
