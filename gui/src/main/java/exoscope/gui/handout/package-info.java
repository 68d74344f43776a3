/** Handouts, drawn from Markdown without a browser. */
@NullMarked
package exoscope.gui.handout;

import org.jspecify.annotations.NullMarked;
