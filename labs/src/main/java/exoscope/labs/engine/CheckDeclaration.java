package exoscope.labs.engine;

/**
 * A check as the lab file declares it; what it does is a JUnit method of the lab's check class.
 *
 * @param id what reports and prerequisites call it
 * @param title what holds when it passes, in one line
 * @param points what passing it is worth
 * @param family what kind of evidence it gives
 * @param scenario the scenario whose run it looks at
 * @param requires a check without which this one makes no sense, or empty
 */
public record CheckDeclaration(String id, String title, int points, Family family, String scenario, String requires) {

    /** The kinds of evidence. */
    public enum Family {
        /** It does what it is for. */
        FUNCTIONAL,
        /** What must hold at every moment does. */
        INVARIANT,
        /** It also holds when things happen at the worst moment. */
        EXPLORATION,
        /** It costs no more than it should. */
        COST
    }
}
