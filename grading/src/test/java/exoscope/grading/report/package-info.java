@NullMarked
package exoscope.grading.report;

import org.jspecify.annotations.NullMarked;
