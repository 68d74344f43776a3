package exoscope.libos.metered;

import java.util.ArrayList;
import java.util.List;

/** The places of a submission at which it can be stopped, by the number that its code says when it is there. */
final class StepTable {
    private final List<StepPlace> places = new ArrayList<>();

    /** Returns the number of a place, which is new. */
    int add(StepPlace place) {
        places.add(place);
        return places.size() - 1;
    }

    int size() {
        return places.size();
    }

    /** Forgets the places from a number on, whose code is not used after all. */
    void forgetFrom(int number) {
        places.subList(number, places.size()).clear();
    }

    List<StepPlace> places() {
        return List.copyOf(places);
    }
}
