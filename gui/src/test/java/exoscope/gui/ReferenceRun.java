package exoscope.gui;

import exoscope.grading.staff.Reference;
import exoscope.kernel.KernelEvent;
import exoscope.labs.engine.Lab;
import exoscope.labs.engine.Ticket;
import exoscope.labs.view.Narration;

/** The reference solution in the scenario of the lecture scene: real runs for the panels to draw. */
public final class ReferenceRun {
    public static final Narration CROWDED = run("crowded");
    public static final Narration TOO_LATE = run("too-late");

    private ReferenceRun() {}

    private static Narration run(String scenario) {
        Lab lab = Lab.find("lab04");
        var code = lab.build(Reference.sources(lab)).code().orElseThrow();
        return new Narration(lab.run(code, Ticket.of(lab, scenario)).playback());
    }

    /** The place after the n-th event of a kind, from 1. */
    public static long placeOf(Narration narration, Class<? extends KernelEvent> event, int number) {
        return narration.stops().stream()
                .filter(stop -> event.isInstance(stop.entry().event()))
                .skip(number - 1)
                .findFirst()
                .orElseThrow()
                .place();
    }
}
