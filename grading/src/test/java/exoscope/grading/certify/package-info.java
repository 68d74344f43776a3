@NullMarked
package exoscope.grading.certify;

import org.jspecify.annotations.NullMarked;
