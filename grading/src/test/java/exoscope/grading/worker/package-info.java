@NullMarked
package exoscope.grading.worker;

import org.jspecify.annotations.NullMarked;
