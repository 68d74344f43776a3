/** Stepping through a student's code: where it stands, what its variables hold, and the buttons that move it. */
@NullMarked
package exoscope.gui.stepping;

import org.jspecify.annotations.NullMarked;
