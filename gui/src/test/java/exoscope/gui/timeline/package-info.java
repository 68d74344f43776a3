@NullMarked
package exoscope.gui.timeline;

import org.jspecify.annotations.NullMarked;
