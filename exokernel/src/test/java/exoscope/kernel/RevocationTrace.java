package exoscope.kernel;

import exoscope.hw.Machine;
import exoscope.hw.MachineConfig;
import exoscope.hw.device.DiskTiming;
import exoscope.hw.trace.TraceEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** What a kernel's trace says of frames and requests, in the words of the model. */
final class RevocationTrace {
    private static final int FRAMES = 3;
    private static final int ENVIRONMENTS = 3;
    private static final long DEADLINE = 500;

    private final List<TraceEntry> trace = new ArrayList<>();
    private final Machine machine = new Machine(new MachineConfig(FRAMES, 8, new DiskTiming(0, 0, 0, 100)), trace::add);
    private final Kernel kernel = new Kernel(machine, new KernelConfig(1, DEADLINE));
    private final List<Exokernel> calls = new ArrayList<>();
    private final List<Capability> keys = new ArrayList<>();
    private final List<String> steps = new ArrayList<>();
    private final StringBuilder atoms = new StringBuilder();
    /** Numbers of the open requests, by frame. */
    private final Map<Integer, Integer> open = new HashMap<>();

    private int requests;

    private RevocationTrace() {
        for (int frame = 0; frame < FRAMES; frame++) {
            atoms.append("one sig F%d extends Frame {}%n".formatted(frame));
        }
        for (int i = 0; i < ENVIRONMENTS; i++) {
            int env = kernel.createEnvironment("some", 0);
            calls.add(kernel.callsOf(env));
            keys.add(calls.getLast().newCapability());
            atoms.append("one sig E%d extends Env {}%n".formatted(env));
        }
    }

    /** A random run that comes to at least so many steps. */
    static RevocationTrace random(long seed, int length) {
        RevocationTrace run = new RevocationTrace();
        SplittableRandom random = new SplittableRandom(seed);
        for (int tries = 0; run.steps.size() < length && run.requests < 6 && tries < 500; tries++) {
            run.trace.clear();
            int env = random.nextInt(ENVIRONMENTS);
            run.act(random.nextInt(16), env, random.nextInt(FRAMES));
        }
        return run;
    }

    /** Declarations of all that the steps name. */
    String atoms() {
        return atoms.toString();
    }

    List<String> steps() {
        return steps;
    }

    private void act(int what, int env, int frame) {
        Exokernel of = calls.get(env);
        switch (what) {
            case 0, 1, 2 -> of.allocFrame(frame, keys.get(env));
            case 3 -> of.allocPages(2, keys.get(env));
            case 4 -> of.dealloc(frame, keys.get(env));
            case 5, 6, 7 -> of.acknowledge(frame);
            case 8, 9, 10, 11 -> kernel.revoke(frame);
            case 12, 13, 14 -> pass();
            default -> {
                if (kernel.lives(env + 1)) {
                    kernel.destroyEnvironment(env + 1, 0, "over");
                }
            }
        }
        read();
    }

    private void pass() {
        long end = machine.clock().now() + DEADLINE / 2;
        while (machine.events().nextCycle() <= end) {
            kernel.idleUntil(machine.events().nextCycle());
            machine.events().runDue(machine.clock().now());
        }
        kernel.idleUntil(end);
    }

    private void read() {
        int ended = trace.stream()
                .filter(entry -> entry.event() instanceof KernelEvent.EnvExited)
                .mapToInt(TraceEntry::env)
                .findFirst()
                .orElse(0);
        if (ended != 0) {
            steps.add("destroy[E%d]".formatted(ended));
            trace.stream()
                    .filter(entry -> entry.event() instanceof KernelEvent.RevocationAborted)
                    .forEach(entry -> open.remove(((KernelEvent.RevocationAborted) entry.event()).frame()));
            return;
        }
        int answered = -1;
        for (TraceEntry entry : trace) {
            answered = entry.event() instanceof KernelEvent event ? read(event, entry.env(), answered) : answered;
        }
    }

    /** Returns the frame whose release belongs to what was read, or -1. */
    private int read(KernelEvent event, int env, int answered) {
        switch (event) {
            case KernelEvent.FrameBound bound -> steps.add("allocate[F%d, E%d]".formatted(bound.frame(), env));
            case KernelEvent.RevocationRequested asked -> {
                open.put(asked.frame(), requests);
                atoms.append("one sig R%d extends Request {} { frame = F%d and asked = E%d }%n"
                        .formatted(requests, asked.frame(), env));
                steps.add("request[R%d]".formatted(requests++));
            }
            case KernelEvent.RevocationAcknowledged done -> {
                open.remove(done.frame());
                steps.add("acknowledge[E%d, F%d]".formatted(env, done.frame()));
                return done.frame();
            }
            case KernelEvent.RevocationAborted aborted -> {
                Integer request = open.remove(aborted.frame());
                steps.add("expire[R%d]".formatted(request));
                steps.add("abort[R%d]".formatted(request));
                return aborted.frame();
            }
            case KernelEvent.FrameReleased released -> {
                if (released.frame() != answered) {
                    steps.add("deallocate[F%d]".formatted(released.frame()));
                }
                return -1;
            }
            default -> {
                // nothing that the model knows of
            }
        }
        return answered;
    }
}
