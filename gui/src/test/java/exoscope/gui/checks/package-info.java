@NullMarked
package exoscope.gui.checks;

import org.jspecify.annotations.NullMarked;
