@NullMarked
package exoscope.gui.machine;

import org.jspecify.annotations.NullMarked;
