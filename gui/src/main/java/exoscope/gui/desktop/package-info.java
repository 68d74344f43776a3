/** Windows on a real display, and the long work that must not keep them waiting. */
@NullMarked
package exoscope.gui.desktop;

import org.jspecify.annotations.NullMarked;
