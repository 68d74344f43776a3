package exoscope.labs.stepping;

import exoscope.libos.metered.StepPlace;
import exoscope.libos.runtime.GuestValue;
import exoscope.libos.runtime.StepListener;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Repeats a run up to a step, and looks at the variables there. */
final class StepLook implements StepListener {
    private final List<StepPlace> places;
    private final int wanted;
    private Runnable end = () -> {};
    private int step;
    private int place = -1;
    private List<GuestValue> variables = List.of();

    StepLook(List<StepPlace> places, int wanted) {
        this.places = places;
        this.wanted = wanted;
    }

    /** @param ending ends the run, on the machine that is on now */
    void follow(Runnable ending) {
        end = ending;
    }

    @Override
    public boolean reached(int at, int depth) {
        boolean here = step++ == wanted;
        if (here) {
            place = at;
            if (places.get(at).variables().isEmpty()) {
                end.run();
            }
        }
        return here;
    }

    @Override
    public void looked(@Nullable Object[] values, ClassLoader guest) {
        List<GuestValue> found = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            found.add(GuestValue.of(places.get(place).variables().get(i).name(), values[i], guest));
        }
        variables = found;
        end.run();
    }

    /** The place at which that step was, or -1 if the run did not get there. */
    int place() {
        return place;
    }

    List<GuestValue> variables() {
        return List.copyOf(variables);
    }
}
