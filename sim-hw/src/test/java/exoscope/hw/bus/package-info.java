@NullMarked
package exoscope.hw.bus;

import org.jspecify.annotations.NullMarked;
