package exoscope.labs.engine;

import exoscope.labs.plan.Fault;
import exoscope.labs.plan.Plan;
import java.util.List;

/**
 * A run as a short string that can be pasted anywhere: with the same submission it gives the same trace.
 *
 * <pre>lab04-revocation:memory-wanted:seed=1:code=5be1c0de:preempt@311:revoke@812=3</pre>
 *
 * @param lab the lab's name
 * @param scenario the scenario's name
 * @param seed fixes the keys that seal capabilities, and shifts the length of slices a little
 * @param code fingerprint of the submission that it was made with ({@link Submission#id}), or empty if any will do
 * @param plan what else happens
 */
public record Ticket(String lab, String scenario, long seed, String code, Plan plan) {

    /** A run of whatever submission. */
    public Ticket(String lab, String scenario, long seed, List<Fault> faults) {
        this(lab, scenario, seed, "", Plan.of(faults));
    }

    /** A scenario as it is, with seed 1. */
    public static Ticket of(Lab lab, String scenario) {
        return new Ticket(lab.name(), scenario, 1, List.of());
    }

    /** The same run with one more fault. */
    public Ticket with(Fault fault) {
        return with(plan.with(fault));
    }

    /** The same run with another plan. */
    public Ticket with(Plan other) {
        return new Ticket(lab, scenario, seed, code, other);
    }

    /** The same run with another seed. */
    public Ticket withSeed(long other) {
        return new Ticket(lab, scenario, other, code, plan);
    }

    /** The same run, which the submission of a fingerprint belongs to. */
    public Ticket withCode(String other) {
        return new Ticket(lab, scenario, seed, other, plan);
    }

    /**
     * Reads a ticket.
     *
     * @throws LabException if it is none, or of a lab, a scenario or an environment that does not exist
     */
    public static Ticket parse(String text) {
        return new TicketText(text).read();
    }

    @Override
    public String toString() {
        return "%s:%s:seed=%d%s%s".formatted(lab, scenario, seed, code.isEmpty() ? "" : ":code=" + code, plan);
    }
}
