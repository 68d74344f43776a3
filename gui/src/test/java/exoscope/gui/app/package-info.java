@NullMarked
package exoscope.gui.app;

import org.jspecify.annotations.NullMarked;
