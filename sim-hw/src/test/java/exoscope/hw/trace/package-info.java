@NullMarked
package exoscope.hw.trace;

import org.jspecify.annotations.NullMarked;
