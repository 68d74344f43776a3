package exoscope.libos.metered;

import exoscope.hw.Machine;
import exoscope.hw.MachineConfig;
import exoscope.hw.device.DiskTiming;
import exoscope.hw.trace.TraceEntry;
import exoscope.kernel.Capability;
import exoscope.kernel.Exokernel;
import exoscope.kernel.Kernel;
import exoscope.kernel.KernelConfig;
import exoscope.kernel.KernelEvent;
import exoscope.kernel.Processor;
import exoscope.libos.Env;
import exoscope.libos.runtime.JavaUserCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A machine with an honest program on it, which owns frames and a block, and maybe an attack beside it. */
final class AttackedMachine {
    static final int NEIGHBOUR = 1;
    static final long BUDGET = 1_500_000;
    static final long HEAP = 1 << 20;
    static final int DEPTH = 400;

    /** How an environment ends that never does: it is ended with the machine. */
    static final KernelEvent.EnvExited NEVER = new KernelEvent.EnvExited(-1, "never ended");

    private static final String HONEST = """
            package honest;
            import exoscope.kernel.*;
            import exoscope.libos.*;
            public class Honest implements LibOs {
                Capability key;
                public int run(Env env) {
                    key = env.kernel().newCapability();
                    for (int i = 0; i < 1000; i++) env.store(4096, env.load(4096) + 1);
                    return env.load(4096);
                }
                public void onTlbMiss(Env env, int page, boolean store) {
                    int frame = env.kernel().allocPages(1, key).get().get(0);
                    env.kernel().tlbWrite(page, frame, true, key);
                }
            }
            """;
    private static final GuestCode NEIGHBOURS_CODE = GuestCode.compile(
                    List.of(new SourceFile("honest/Honest.java", HONEST)), Attack.KIT)
            .code()
            .orElseThrow();
    private static final Capability KEY = new AttackedMachine().key;
    private static final long ALONE = alone();

    private final List<TraceEntry> trace = new ArrayList<>();
    private final Machine machine = new Machine(new MachineConfig(64, 8, new DiskTiming(0, 0, 0, 100)), trace::add);
    private final Kernel kernel = new Kernel(machine, new KernelConfig(1, 100 * BUDGET));
    private final Processor processor = new Processor(kernel, 2_000);
    private final Capability key;

    AttackedMachine() {
        kernel.createEnvironment("neighbour", 0);
        kernel.createEnvironment("attack", 0);
        Exokernel calls = kernel.callsOf(NEIGHBOUR);
        key = calls.newCapability();
        int frame = calls.allocPages(2, key).get().getFirst();
        calls.allocExtent(1).get();
        kernel.revoke(frame);
        processor.append(NEIGHBOUR, new JavaUserCode(kernel, NEIGHBOUR, NEIGHBOURS_CODE, "honest.Honest", HEAP));
    }

    private static long alone() {
        var machine = new AttackedMachine();
        machine.run();
        return machine.chargedTo(NEIGHBOUR);
    }

    /** What the neighbour is charged when there is nobody else. */
    static long chargedAlone() {
        return ALONE;
    }

    /** What an attack must know: a seal that is real only if its defence is off, or if that is about owners. */
    static Map<String, String> words(Attack attack, boolean off) {
        Map<String, String> words = new HashMap<>();
        boolean real = off || attack.defence().equals("OWNERS");
        words.put("SEAL", (real ? KEY.seal() : 0x1234_5678_9abcL) + "L");
        words.put("VICTIM", Integer.toString(NEIGHBOUR));
        if (attack.has("sizes")) {
            words.put("SIZE", Integer.toString(attack.size(2)));
        }
        return words;
    }

    /** Has an environment run an attack. */
    void let(GuestCode attack, int env) {
        processor.append(env, new JavaUserCode(kernel, env, attack, "attack.Entry", HEAP));
    }

    /** What a libOS is given. */
    Env env() {
        return new JavaUserCode(kernel, NEIGHBOUR, NEIGHBOURS_CODE, "honest.Honest", HEAP);
    }

    void run() {
        processor.run(BUDGET);
        trace.add(new TraceEntry(0, 0, 0, NEVER)); // what comes later is the machine's own end
        processor.shutDown();
    }

    KernelEvent.EnvExited endOf(int env) {
        for (TraceEntry entry : trace) {
            if (entry.event().equals(NEVER)) {
                break;
            }
            if (entry.env() == env && entry.event() instanceof KernelEvent.EnvExited end) {
                return end;
            }
        }
        return NEVER;
    }

    long chargedTo(int env) {
        return kernel.chargedTo(env);
    }
}
