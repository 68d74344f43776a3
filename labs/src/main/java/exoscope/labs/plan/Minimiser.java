package exoscope.labs.plan;

import exoscope.labs.plan.Fault.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Shortens a plan as far as it still fails: first to as few things as possible by delta debugging (Zeller and Hildebrandt,
 * Simplifying and isolating failure-inducing input, 2002), then to earlier places and smaller amounts. What comes out fails,
 * and no longer does with any one thing left out, unless the runs allowed were used up first.
 */
public final class Minimiser {
    private final Predicate<Plan> fails;
    private final int most;
    private int runs;

    /**
     * @param fails whether a run of the plan fails in the same way
     * @param most how often to ask
     */
    public Minimiser(Predicate<Plan> fails, int most) {
        this.fails = fails;
        this.most = most;
    }

    /** How often it was asked. */
    public int runs() {
        return runs;
    }

    /** Whether the runs allowed were used up, so that the plan may not be the shortest. */
    public boolean exhausted() {
        return runs >= most;
    }

    /** @param failing a plan that fails */
    public Plan minimise(Plan failing) {
        Plan plan = failing;
        if (!plan.order().isEmpty() && stillFails(plan.withOrder(List.of()))) {
            plan = plan.withOrder(List.of());
        }
        if (plan.deadline() != Plan.AS_DECLARED && stillFails(plan.withDeadline(Plan.AS_DECLARED))) {
            plan = plan.withDeadline(Plan.AS_DECLARED);
        }
        plan = fewest(plan);
        Plan inTurn = inTurn(plan);
        if (!inTurn.equals(plan) && stillFails(inTurn)) {
            plan = fewest(inTurn);
        }
        for (int i = 0; i < plan.faults().size(); i++) {
            plan = earlier(plan, plan.faults().get(i));
        }
        return plan;
    }

    /** The plan with slices in turn, and preemptions in place of changes of priority: simpler to follow. */
    private static Plan inTurn(Plan plan) {
        return plan.withOrder(List.of())
                .withFaults(plan.faults().stream()
                        .map(fault -> fault.kind() == Kind.DEMOTE
                                ? new Fault(Kind.PREEMPT, fault.env(), fault.place(), 0)
                                : fault)
                        .toList());
    }

    /** Tries to leave out ever smaller parts, down to each single thing. */
    private Plan fewest(Plan failing) {
        Plan plan = failing;
        int part = Math.max(1, plan.faults().size() / 2);
        while (!plan.faults().isEmpty()) {
            Plan less = withoutAPart(plan, part);
            if (less.faults().size() < plan.faults().size()) {
                plan = less;
                part = Math.clamp(part, 1, Math.max(1, plan.faults().size()));
            } else if (part == 1) {
                break;
            } else {
                part = Math.max(1, part / 2);
            }
        }
        return plan;
    }

    private Plan withoutAPart(Plan plan, int part) {
        for (int from = 0; from < plan.faults().size(); from += part) {
            List<Fault> rest = new ArrayList<>(plan.faults());
            rest.subList(from, Math.min(rest.size(), from + part)).clear();
            if (stillFails(plan.withFaults(rest))) {
                return plan.withFaults(rest);
            }
        }
        return plan;
    }

    private Plan earlier(Plan failing, Fault fault) {
        Fault now = fault;
        for (long step = now.place(); step > 0; step /= 2) {
            while (now.place() - step >= now.kind().firstPlace()
                    && replaced(failing, fault, now.at(now.place() - step))) {
                now = now.at(now.place() - step);
            }
        }
        for (long step = now.amount(); step > 0; step /= 2) {
            while (now.amount() - step >= 0 && replaced(failing, fault, now.of(now.amount() - step))) {
                now = now.of(now.amount() - step);
            }
        }
        return with(failing, fault, now);
    }

    private boolean replaced(Plan plan, Fault fault, Fault by) {
        Plan other = with(plan, fault, by);
        return other.faults().size() == plan.faults().size() && stillFails(other);
    }

    private static Plan with(Plan plan, Fault fault, Fault by) {
        return plan.withFaults(plan.faults().stream()
                .map(each -> each.equals(fault) ? by : each)
                .toList());
    }

    private boolean stillFails(Plan plan) {
        if (exhausted()) {
            return false;
        }
        runs++;
        return fails.test(plan);
    }
}
