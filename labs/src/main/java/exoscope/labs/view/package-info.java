/** One model of what the machine, the kernel and the environments look like at a place in a trace. */
@NullMarked
package exoscope.labs.view;

import org.jspecify.annotations.NullMarked;
