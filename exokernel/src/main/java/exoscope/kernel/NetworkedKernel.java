package exoscope.kernel;

import exoscope.hw.Clock;
import exoscope.hw.Ensemble;
import exoscope.hw.EventQueue;
import exoscope.kernel.Processor.Outcome;

/**
 * A machine with its kernel as one of several that exchange frames. Where a machine alone would be at its end, because
 * everybody waits or has ended, this one idles on: a frame may still come.
 */
public final class NetworkedKernel implements Ensemble.Member {
    private final Kernel kernel;
    private final Processor processor;
    private final Clock clock;
    private final EventQueue events;

    public NetworkedKernel(Kernel kernel, Processor processor) {
        this.kernel = kernel;
        this.processor = processor;
        clock = kernel.machine().clock();
        events = kernel.machine().events();
    }

    @Override
    public long now() {
        return clock.now();
    }

    @Override
    public void advance(long cycle) {
        while (clock.now() < cycle) {
            if (processor.run(cycle) != Outcome.LIMIT) {
                kernel.idleUntil(Math.min(cycle, events.nextCycle()));
            }
        }
    }
}
