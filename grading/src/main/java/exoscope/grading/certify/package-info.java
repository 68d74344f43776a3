/**
 * Grades the grader: proves of a lab that its checks pass the reference, give the skeleton its floor, and tell every
 * known wrong solution from a right one.
 */
@NullMarked
package exoscope.grading.certify;

import org.jspecify.annotations.NullMarked;
