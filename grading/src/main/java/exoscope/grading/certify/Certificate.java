package exoscope.grading.certify;

import java.util.List;

/**
 * What certifying a lab came to.
 *
 * @param schema {@link #SCHEMA}
 * @param lab the lab's name
 * @param certified whether there is no fault
 * @param faults what is wrong with the lab, a sentence each
 * @param unproven checks that stop neither the skeleton nor any mutant, and so have not shown that they can
 * @param checks ids of the lab's checks, in the order of the lab file: the columns of the kill matrix
 * @param rows the kill matrix: the reference, the skeleton, then each mutant
 */
public record Certificate(
        String schema,
        String lab,
        boolean certified,
        List<String> faults,
        List<String> unproven,
        List<String> checks,
        List<Row> rows) {
    /** Which fields there are. */
    public static final String SCHEMA = "exoscope/certificate/v1";

    /**
     * How one solution did.
     *
     * @param id {@code reference}, {@code skeleton} or the mutant's
     * @param title what it is
     * @param points earned
     * @param killedBy the checks that must not pass; empty for what is no mutant
     * @param statuses passed, failed or skipped for each check, in their order; empty if it does not compile
     */
    public record Row(String id, String title, int points, List<String> killedBy, List<String> statuses) {
        public Row {
            killedBy = List.copyOf(killedBy);
            statuses = List.copyOf(statuses);
        }

        public boolean compiled() {
            return !statuses.isEmpty();
        }
    }
}
