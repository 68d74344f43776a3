@NullMarked
package exoscope.grading.soak.kernel;

import org.jspecify.annotations.NullMarked;
