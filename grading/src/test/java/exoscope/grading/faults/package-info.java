/** Labs of the tests' own, with a network and with restarts, and libOSes that survive their faults or do not. */
@NullMarked
package exoscope.grading.faults;

import org.jspecify.annotations.NullMarked;
