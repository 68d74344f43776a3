/** What is shown of a libOS panic. */
@NullMarked
package exoscope.gui.panic;

import org.jspecify.annotations.NullMarked;
