/** The panel of revocations: what the kernel has asked for, and how much time is left. */
@NullMarked
package exoscope.gui.revocation;

import org.jspecify.annotations.NullMarked;
