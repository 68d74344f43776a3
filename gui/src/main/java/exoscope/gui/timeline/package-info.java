/** The timeline that drives all panels. */
@NullMarked
package exoscope.gui.timeline;

import org.jspecify.annotations.NullMarked;
