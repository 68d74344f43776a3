package exoscope.grading.report;

import org.jspecify.annotations.Nullable;

/**
 * What is kept about one student of a cohort.
 *
 * @param schema {@link #SCHEMA}
 * @param student the submission's name
 * @param kit fingerprint of the Exoscope that graded
 * @param input fingerprint of what was handed in
 * @param status {@link #GRADED} or {@link #NOT_GRADED}
 * @param reason why there is no grade, which is never the student's fault; empty if there is one
 * @param result the grade, or null
 */
public record Grade(
        String schema,
        String student,
        String kit,
        String input,
        String status,
        String reason,
        @Nullable LabReport result) {
    /** Which fields there are. */
    public static final String SCHEMA = "exoscope/grade/v1";

    /** There is a verdict. */
    public static final String GRADED = "graded";
    /** Something else than the submission went wrong. */
    public static final String NOT_GRADED = "not-graded";

    public static Grade of(String student, String kit, String input, LabReport result) {
        return new Grade(SCHEMA, student, kit, input, GRADED, "", result);
    }

    public static Grade none(String student, String kit, String input, String reason) {
        return new Grade(SCHEMA, student, kit, input, NOT_GRADED, reason, null);
    }

    /** Whether grading this student with this input and kit again would say the same. */
    public boolean settles(String someStudent, String someKit, String someInput) {
        return result != null && student.equals(someStudent) && kit.equals(someKit) && input.equals(someInput);
    }
}
