/** The list of all events of a run. */
@NullMarked
package exoscope.gui.events;

import org.jspecify.annotations.NullMarked;
