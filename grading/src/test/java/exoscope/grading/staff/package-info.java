@NullMarked
package exoscope.grading.staff;

import org.jspecify.annotations.NullMarked;
