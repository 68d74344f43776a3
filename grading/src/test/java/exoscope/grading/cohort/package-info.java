@NullMarked
package exoscope.grading.cohort;

import org.jspecify.annotations.NullMarked;
