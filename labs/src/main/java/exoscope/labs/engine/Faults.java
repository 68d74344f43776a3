package exoscope.labs.engine;

import exoscope.labs.plan.Fault;
import exoscope.labs.plan.Plan;
import java.util.List;
import java.util.stream.Stream;

/**
 * Faults that are tried one at a time.
 *
 * @param plans one for each
 * @param what all of them in words, such as "each of 12 packets lost"
 */
public record Faults(List<Plan> plans, String what) {
    public Faults(List<Plan> plans, String what) {
        this.plans = List.copyOf(plans);
        this.what = what;
    }

    static Faults of(Stream<Fault> faults, String what) {
        return new Faults(faults.map(fault -> Plan.of(List.of(fault))).toList(), what);
    }
}
