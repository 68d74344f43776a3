/** All panels of the machine with their timeline. */
@NullMarked
package exoscope.gui.machine;

import org.jspecify.annotations.NullMarked;
