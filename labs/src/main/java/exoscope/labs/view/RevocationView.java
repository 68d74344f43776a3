package exoscope.labs.view;

import exoscope.kernel.Resource;

/**
 * A revocation from request to outcome (SOSP'95 §3.3 and §3.4).
 *
 * @param env who was asked
 * @param kind what kind of resource was asked for
 * @param name which one, as {@link Resource#name()}
 * @param units how much, as {@link Resource#units()}
 * @param requestedAt cycle of the request
 * @param deadline cycle at which the kernel takes it by force
 * @param noticedAt cycle at which the environment's own code began to deal with it, or -1
 * @param outcome how it stands
 * @param endedAt cycle of the outcome, or -1
 * @param block where the kernel saved what was in it after an abort, or -1
 */
public record RevocationView(
        int env,
        Resource.Kind kind,
        int name,
        int units,
        long requestedAt,
        long deadline,
        long noticedAt,
        Outcome outcome,
        long endedAt,
        int block) {

    /** How a revocation stands. */
    public enum Outcome {
        OPEN,
        ACKNOWLEDGED,
        ABORTED
    }

    /** What was asked for. */
    public Resource resource() {
        return Resource.of(kind, name, units);
    }

    /** The frame, or -1 if something else was asked for. */
    public int frame() {
        return kind == Resource.Kind.FRAME ? name : -1;
    }

    public boolean open() {
        return outcome == Outcome.OPEN;
    }
}
