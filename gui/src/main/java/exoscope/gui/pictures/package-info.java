/** Pictures of the panels, taken without a display. */
@NullMarked
package exoscope.gui.pictures;

import org.jspecify.annotations.NullMarked;
