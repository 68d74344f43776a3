@NullMarked
package exoscope.grading.bench;

import org.jspecify.annotations.NullMarked;
