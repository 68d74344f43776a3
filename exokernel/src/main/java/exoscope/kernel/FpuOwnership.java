package exoscope.kernel;

import exoscope.hw.cpu.Fpu;
import exoscope.hw.cpu.FpuState;
import exoscope.hw.trace.Tracer;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Whose the floating-point unit is. It changes hands only when another environment wants it, and its registers with it;
 * to everybody else it is unusable, so that the first instruction that wants it raises an exception.
 */
public final class FpuOwnership {
    private final Kernel kernel;
    private final @Nullable Fpu fpu;
    /** Registers of environments that have used the unit, the owner's being out of date. */
    private final Map<Integer, FpuState> saved = new TreeMap<>();

    private int owner = Tracer.NO_ENV;

    FpuOwnership(Kernel kernel) {
        this.kernel = kernel;
        fpu = kernel.machine().cpu().fpu();
    }

    /** Whether an environment may use the unit as things are. */
    public boolean ownedBy(int env) {
        return env == owner;
    }

    /** Gives the unit to an environment, with the registers it left or else cleared; false if the machine has none. */
    public boolean claim(int env) {
        if (fpu == null) {
            return false;
        }
        if (env != owner) {
            kernel.charge(env, Cost.FPU_SWITCH, 1);
            if (owner != Tracer.NO_ENV) {
                fpu.save(stateOf(owner));
            }
            fpu.restore(stateOf(env));
            owner = env;
        }
        return true;
    }

    /** The environment has ended. */
    void forget(int env) {
        saved.remove(env);
        if (env == owner) {
            owner = Tracer.NO_ENV;
        }
    }

    private FpuState stateOf(int env) {
        return saved.computeIfAbsent(env, key -> new FpuState());
    }
}
