/** Long comparisons of the machine with QEMU and with the host, beyond what the tests keep. */
@NullMarked
package exoscope.grading.soak;

import org.jspecify.annotations.NullMarked;
