/**
 * A cohort's submissions: finding them, reading what hostile folders hold, and grading each by a worker of its own.
 * {@link exoscope.grading.cohort.SubmissionGrader} is where a verdict is made, in the grader's own process.
 */
@NullMarked
package exoscope.grading.cohort;

import org.jspecify.annotations.NullMarked;
