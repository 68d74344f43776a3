@NullMarked
package exoscope.hw.device;

import org.jspecify.annotations.NullMarked;
