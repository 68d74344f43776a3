package exoscope.labs.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A run as a short string that can be pasted anywhere: with the same submission it gives the same trace.
 *
 * <pre>lab04-revocation:memory-wanted:seed=1:revoke@812=3</pre>
 *
 * @param lab the lab's name
 * @param scenario the scenario's name
 * @param seed fixes the keys that seal capabilities, and shifts the length of slices a little
 * @param revocations what else happens, by rising place
 */
public record Ticket(String lab, String scenario, long seed, List<Revocation> revocations) {
    private static final Pattern REVOCATION = Pattern.compile("revoke@(\\d{1,9})=(\\d{1,6})");
    private static final Pattern SEED = Pattern.compile("seed=(\\d{1,18})");

    /**
     * A frame asked back from the student's environment at a place of the run.
     *
     * @param place number of the event after which the kernel asks
     * @param choice which of the environment's frames: it counts them in ascending order, and from the start again
     */
    public record Revocation(long place, int choice) {
        @Override
        public String toString() {
            return "revoke@" + place + "=" + choice;
        }
    }

    public Ticket(String lab, String scenario, long seed, List<Revocation> revocations) {
        this.lab = lab;
        this.scenario = scenario;
        this.seed = seed;
        this.revocations = List.copyOf(revocations);
    }

    /** A scenario as it is, with seed 1. */
    public static Ticket of(Lab lab, String scenario) {
        return new Ticket(lab.name(), scenario, 1, List.of());
    }

    /** The same run with one more revocation. */
    public Ticket with(Revocation revocation) {
        List<Revocation> more = new ArrayList<>(revocations);
        more.add(revocation);
        return new Ticket(lab, scenario, seed, more);
    }

    /**
     * Reads a ticket.
     *
     * @throws LabException if it is none, or of a lab or scenario that does not exist
     */
    public static Ticket parse(String text) {
        String[] parts = text.strip().split(":", -1);
        if (parts.length < 2) {
            throw malformed(text, "it has to begin with a lab and a scenario");
        }
        Lab lab = Lab.find(parts[0]);
        lab.scenario(parts[1]);
        long seed = 1;
        List<Revocation> revocations = new ArrayList<>();
        for (int i = 2; i < parts.length; i++) {
            Matcher asSeed = SEED.matcher(parts[i]);
            Matcher asRevocation = REVOCATION.matcher(parts[i]);
            if (asSeed.matches()) {
                seed = Long.parseLong(asSeed.group(1));
            } else if (asRevocation.matches()) {
                revocations.add(
                        new Revocation(Long.parseLong(asRevocation.group(1)), Integer.parseInt(asRevocation.group(2))));
            } else {
                throw malformed(text, "'" + parts[i] + "' is neither seed=N nor revoke@PLACE=CHOICE");
            }
        }
        return new Ticket(lab.name(), parts[1], seed, revocations);
    }

    private static LabException malformed(String text, String why) {
        return new LabException("'%s' is not a ticket: %s.".formatted(text, why));
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("%s:%s:seed=%d".formatted(lab, scenario, seed));
        revocations.forEach(each -> text.append(':').append(each));
        return text.toString();
    }
}
