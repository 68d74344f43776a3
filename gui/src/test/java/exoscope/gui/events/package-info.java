@NullMarked
package exoscope.gui.events;

import org.jspecify.annotations.NullMarked;
