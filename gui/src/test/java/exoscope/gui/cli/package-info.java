@NullMarked
package exoscope.gui.cli;

import org.jspecify.annotations.NullMarked;
