/** The main window and what holds it together. */
@NullMarked
package exoscope.gui.app;

import org.jspecify.annotations.NullMarked;
