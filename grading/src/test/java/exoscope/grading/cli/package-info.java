@NullMarked
package exoscope.grading.cli;

import org.jspecify.annotations.NullMarked;
