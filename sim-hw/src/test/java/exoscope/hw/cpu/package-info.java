@NullMarked
package exoscope.hw.cpu;

import org.jspecify.annotations.NullMarked;
