package exoscope.grading.bench;

import exoscope.hw.Machine;
import exoscope.hw.MachineConfig;
import exoscope.hw.device.DiskTiming;
import exoscope.hw.trace.TraceSink;
import exoscope.kernel.Capability;
import exoscope.kernel.Exokernel;
import exoscope.kernel.Kernel;
import exoscope.kernel.KernelConfig;
import exoscope.kernel.Ledger;
import exoscope.kernel.Processor;
import exoscope.kernel.Upcall;
import exoscope.kernel.UserCode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * User code that takes no time itself, so that what passes is the kernel's: steps, between which it can be preempted,
 * and an entry for upcalls.
 */
final class Probe implements UserCode {
    static final long SLICE = 390_625;

    private final Kernel kernel;
    private final int env;
    private final Exokernel calls;
    private final Capability key;
    private final Deque<Runnable> steps = new ArrayDeque<>();
    private Consumer<Upcall> entry = upcall -> {};

    private Probe(Kernel kernel, int env) {
        this.kernel = kernel;
        this.env = env;
        calls = kernel.callsOf(env);
        key = calls.newCapability();
    }

    /** A machine of its own with some probes, each of which has one slice. */
    static Pair pair() {
        Machine machine = new Machine(new MachineConfig(256, 8, DiskTiming.DISK_1995), TraceSink.NONE);
        Kernel kernel = new Kernel(machine, new KernelConfig(1, SLICE));
        Processor processor = new Processor(kernel, SLICE);
        Probe first = new Probe(kernel, kernel.createEnvironment("first", 0));
        Probe second = new Probe(kernel, kernel.createEnvironment("second", 0));
        processor.append(first.env, first);
        processor.append(second.env, second);
        return new Pair(processor, first, second);
    }

    /** Two probes on one machine. */
    record Pair(Processor processor, Probe first, Probe second) {
        /** Runs until nothing is left to do. */
        void run() {
            processor.run(Long.MAX_VALUE / 2);
        }

        /** Runs some cycles of computing. Returns the cycles of the kernel's own by each slice of an environment. */
        double run(long cycles) {
            long before = first.kernel.ledger().kernel();
            long slices = slices();
            processor.run(first.now() + cycles);
            return (double) (first.kernel.ledger().kernel() - before) / (slices() - slices);
        }

        private long slices() {
            Ledger ledger = first.kernel.ledger();
            return ledger.accounts().stream()
                    .mapToLong(account -> account.crossings() - account.calls())
                    .sum();
        }
    }

    Probe then(int times, Runnable step) {
        for (int i = 0; i < times; i++) {
            steps.add(step);
        }
        return this;
    }

    Probe onUpcall(Consumer<Upcall> handler) {
        entry = handler;
        return this;
    }

    /** Computes for so many cycles. */
    void compute(long cycles) {
        kernel.machine().clock().charge(cycles);
    }

    int env() {
        return env;
    }

    Exokernel calls() {
        return calls;
    }

    Capability key() {
        return key;
    }

    /** Cycles since power-on; looking takes none. */
    long now() {
        return kernel.machine().clock().now();
    }

    /** One load or store through the TLB: a cycle, and what the kernel takes where it misses. */
    boolean access(int page, boolean store) {
        kernel.machine().clock().charge(1);
        return kernel.translate(env, page << 12, store) >= 0;
    }

    /** What hardware and kernel do with an access that the kernel cannot answer: the environment's entry runs. */
    void fault(int page, boolean store) {
        dispatch(new Upcall.TlbMiss(page, store));
    }

    @Override
    public Departure resume() {
        while (true) {
            for (Upcall upcall = kernel.nextUpcall(env); upcall != null; upcall = kernel.nextUpcall(env)) {
                dispatch(upcall);
            }
            if (kernel.machine().clock().due()) {
                return Departure.PREEMPTED;
            }
            if (steps.isEmpty()) {
                return Departure.WAITING;
            }
            steps.remove().run();
        }
    }

    private void dispatch(Upcall upcall) {
        kernel.noteUpcall(env, upcall, true);
        entry.accept(upcall);
        kernel.noteUpcall(env, upcall, false);
    }

    @Override
    public Ending ending() {
        return new Ending(0, "never ends");
    }

    @Override
    public void kill() {
        steps.clear();
    }
}
