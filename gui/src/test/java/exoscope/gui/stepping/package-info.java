@NullMarked
package exoscope.gui.stepping;

import org.jspecify.annotations.NullMarked;
