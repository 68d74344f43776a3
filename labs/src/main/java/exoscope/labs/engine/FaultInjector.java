package exoscope.labs.engine;

import exoscope.hw.trace.TraceEntry;
import exoscope.hw.trace.TraceSink;
import exoscope.kernel.Kernel;
import java.util.List;
import java.util.function.Supplier;

/**
 * Makes happen what a ticket asks for: part of the run's world like the disk, and so, unlike other sinks, allowed to
 * act on the machine. It only schedules; the machine acts at its next opportunity, between instructions.
 */
final class FaultInjector implements TraceSink {
    private final List<Ticket.Revocation> plan;
    private final Supplier<Kernel> kernel;
    private final int env;
    private int next;

    /** @param kernel asked when the first fault is due, since a kernel does not exist before its trace begins */
    FaultInjector(Ticket ticket, int env, Supplier<Kernel> kernel) {
        plan = ticket.revocations();
        this.env = env;
        this.kernel = kernel;
    }

    @Override
    public void accept(TraceEntry entry) {
        while (next < plan.size() && plan.get(next).place() <= entry.seq()) {
            Ticket.Revocation revocation = plan.get(next++);
            Kernel target = kernel.get();
            var machine = target.machine();
            machine.events().schedule(entry.cycle(), () -> ask(target, revocation.choice()));
            machine.clock().setLimit(Math.min(machine.clock().limit(), entry.cycle()));
        }
    }

    private void ask(Kernel target, int choice) {
        List<Integer> owned = target.framesOf(env);
        if (!owned.isEmpty()) {
            target.revoke(owned.get(choice % owned.size()));
        }
    }
}
