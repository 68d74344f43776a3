package exoscope.labs.engine;

import exoscope.libos.metered.GuestCode;

/** The untouched skeleton of lab 4, compiled: it runs undisturbed, and panics when it is first asked for a frame. */
public final class SkeletonRuns {
    private static final Lab LAB = Lab.find("lab04");
    private static final GuestCode CODE = LAB.build(LAB.skeleton()).code().orElseThrow();

    private SkeletonRuns() {}

    public static LabRun run(String scenario) {
        return run(Ticket.of(LAB, scenario));
    }

    static LabRun run(Ticket ticket) {
        return LAB.run(CODE, ticket);
    }

    static CheckReport check() {
        return LAB.check(CODE, "0123abcd", result -> {});
    }
}
