package exoscope.labs.plan;

import exoscope.labs.plan.Fault.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Everything that happens in a run because it was planned.
 *
 * @param order environments by priority, the highest first: whoever is highest of those that can run does. Empty for
 *     slices in turn
 * @param deadline cycles to answer a revocation, or {@link #AS_DECLARED}
 * @param faults in the order of kind and place, each once
 */
public record Plan(List<Integer> order, long deadline, List<Fault> faults) {
    /** In place of a deadline: the scenario's own. */
    public static final long AS_DECLARED = -1;

    /** Nothing is planned. */
    public static final Plan NONE = new Plan(List.of(), AS_DECLARED, List.of());

    public Plan(List<Integer> order, long deadline, List<Fault> faults) {
        this.order = List.copyOf(order);
        this.deadline = deadline;
        this.faults = faults.stream().sorted().distinct().toList();
    }

    /** A plan of faults alone. */
    public static Plan of(List<Fault> faults) {
        return new Plan(List.of(), AS_DECLARED, faults);
    }

    /** The same with one more fault. */
    public Plan with(Fault fault) {
        List<Fault> more = new ArrayList<>(faults);
        more.add(fault);
        return withFaults(more);
    }

    /** The same with other faults. */
    public Plan withFaults(List<Fault> others) {
        return new Plan(order, deadline, others);
    }

    /** The same with other priorities. */
    public Plan withOrder(List<Integer> other) {
        return new Plan(other, deadline, faults);
    }

    /** The same with another deadline. */
    public Plan withDeadline(long other) {
        return new Plan(order, other, faults);
    }

    /** Both together; where both say something about order or deadline, {@code other} has the last word. */
    public Plan and(Plan other) {
        List<Fault> all = new ArrayList<>(faults);
        all.addAll(other.faults);
        return new Plan(
                other.order.isEmpty() ? order : other.order,
                other.deadline == AS_DECLARED ? deadline : other.deadline,
                all);
    }

    /** The faults of a kind. */
    public List<Fault> of(Kind kind) {
        return faults.stream().filter(fault -> fault.kind() == kind).toList();
    }

    /** How many things are planned. */
    public int size() {
        return faults.size() + (order.isEmpty() ? 0 : 1) + (deadline == AS_DECLARED ? 0 : 1);
    }

    /** What a ticket says of it: a colon before each thing, nothing if nothing is planned. */
    @Override
    public String toString() {
        String priorities = order.isEmpty()
                ? ""
                : order.stream().map(String::valueOf).collect(Collectors.joining(",", ":order=", ""));
        String time = deadline == AS_DECLARED ? "" : ":deadline=" + deadline;
        return priorities + time + faults.stream().map(fault -> ":" + fault).collect(Collectors.joining());
    }
}
