@NullMarked
package exoscope.gui.frames;

import org.jspecify.annotations.NullMarked;
