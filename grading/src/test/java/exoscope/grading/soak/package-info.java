@NullMarked
package exoscope.grading.soak;

import org.jspecify.annotations.NullMarked;
