package exoscope.labs.stepping;

import exoscope.libos.metered.StepPlace;
import java.util.List;

/**
 * A moment of a run at which the student's code can be looked at.
 *
 * @param index its number among the run's steps, from 0
 * @param cycle when it was
 * @param events how many events of the trace had happened
 * @param place where the code stood
 * @param callers the places in the methods beneath, the innermost first, upcalls' and what they interrupted alike
 */
public record Step(int index, long cycle, long events, StepPlace place, List<StepPlace> callers) {
    public Step {
        callers = List.copyOf(callers);
    }
}
