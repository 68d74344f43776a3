package exoscope.libos.metered;

/**
 * Unwinds the guest code of an environment that must not run on: killed, over its budget, or its run is finished.
 *
 * <p>Guest code can neither name nor keep it: rewritten handlers pass it on, whatever they catch. It carries no stack
 * trace, because it is control flow, not a failure.
 */
public final class EnvironmentEnded extends Error {
    private static final long serialVersionUID = 1L;

    /** @param reason why the environment ended, as a clause for the trace */
    public EnvironmentEnded(String reason) {
        super(reason, null, false, false);
    }
}
