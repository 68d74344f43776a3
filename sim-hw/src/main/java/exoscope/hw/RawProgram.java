package exoscope.hw;

import exoscope.hw.cpu.CpuContext;

/** A machine that executes its own kernel in machine code, exceptions and interrupts going to its vectors. */
public final class RawProgram implements Ensemble.Member {
    private final Machine machine;
    private final CpuContext context;

    /** @param context where the program stands */
    public RawProgram(Machine machine, CpuContext context) {
        this.machine = machine;
        this.context = context;
    }

    @Override
    public long now() {
        return machine.clock().now();
    }

    @Override
    public void advance(long cycle) {
        Clock clock = machine.clock();
        while (clock.now() < cycle) {
            machine.events().runDue(clock.now());
            clock.setLimit(Math.min(cycle, machine.events().nextCycle()));
            machine.cpu().runRaw(context);
        }
    }
}
