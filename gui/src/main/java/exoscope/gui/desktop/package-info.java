/** Windows on a real display. */
@NullMarked
package exoscope.gui.desktop;

import org.jspecify.annotations.NullMarked;
