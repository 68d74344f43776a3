/** The panel of physical memory, frame by frame. */
@NullMarked
package exoscope.gui.frames;

import org.jspecify.annotations.NullMarked;
