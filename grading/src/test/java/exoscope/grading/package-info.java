@NullMarked
package exoscope.grading;

import org.jspecify.annotations.NullMarked;
