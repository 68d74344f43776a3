package exoscope.labs.plan;

import exoscope.labs.plan.Fault.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Shortens a plan as far as it still fails in the same way, step by step until no step helps any more: to fewer things, then
 * to earlier places and smaller amounts. Of up to {@link #FEW} things the fewest that fail remain, whichever they are; of
 * more, as many as delta debugging leaves (Zeller and Hildebrandt, Simplifying and isolating failure-inducing input, 2002).
 *
 * <p>Unless the runs allowed were used up, what comes out fails, and no longer does with any one thing left out, nor with
 * any one of them a place earlier or smaller by one. That is no promise that nothing much earlier fails.
 */
public final class Minimiser {
    /** Things of which every choice is tried. */
    static final int FEW = 5;

    private final Predicate<Plan> fails;
    private final int most;
    /** What is known: a run repeats exactly. */
    private final Map<Plan, Boolean> known = new HashMap<>();

    private int runs;

    /**
     * @param fails whether a run of the plan fails in the same way; asked at most once for a plan
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
        known.put(failing, true);
        Plan plan = failing;
        Plan before;
        do {
            before = plan;
            plan = fewest(plan);
            Plan inTurn = inTurn(plan);
            plan = stillFails(inTurn) ? fewest(inTurn) : plan;
            plan = earlier(plan);
        } while (!plan.equals(before) && !exhausted());
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

    private Plan fewest(Plan failing) {
        Plan less = failing.size() <= FEW ? failing : fewer(failing);
        return less.size() <= FEW ? fewestOfFew(less) : less;
    }

    /** Tries every choice of things, the smaller ones first. */
    private Plan fewestOfFew(Plan failing) {
        List<UnaryOperator<Plan>> things = new ArrayList<>();
        if (!failing.order().isEmpty()) {
            things.add(plan -> plan.withOrder(failing.order()));
        }
        if (failing.deadline() != Plan.AS_DECLARED) {
            things.add(plan -> plan.withDeadline(failing.deadline()));
        }
        failing.faults().forEach(fault -> things.add(plan -> plan.with(fault)));
        for (int size = 0; size < things.size(); size++) {
            for (int choice = 0; choice < 1 << things.size(); choice++) {
                Plan chosen = Integer.bitCount(choice) == size ? chosen(things, choice) : failing;
                if (!chosen.equals(failing) && stillFails(chosen)) {
                    return chosen;
                }
            }
        }
        return failing;
    }

    private static Plan chosen(List<UnaryOperator<Plan>> things, int choice) {
        Plan plan = Plan.NONE;
        for (int i = 0; i < things.size(); i++) {
            plan = (choice >> i & 1) == 0 ? plan : things.get(i).apply(plan);
        }
        return plan;
    }

    /** Tries to leave out ever smaller parts, down to each single thing. */
    private Plan fewer(Plan failing) {
        Plan plan = failing;
        plan = stillFails(plan.withOrder(List.of())) ? plan.withOrder(List.of()) : plan;
        plan = stillFails(plan.withDeadline(Plan.AS_DECLARED)) ? plan.withDeadline(Plan.AS_DECLARED) : plan;
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

    private Plan earlier(Plan failing) {
        Plan plan = failing;
        for (int i = 0; i < plan.faults().size(); i++) {
            plan = earlier(plan, plan.faults().get(i));
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
        Boolean before = known.get(plan);
        if (before != null || exhausted()) {
            return before != null && before;
        }
        runs++;
        boolean failed = fails.test(plan);
        known.put(plan, failed);
        return failed;
    }
}
