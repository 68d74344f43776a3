@NullMarked
package exoscope.gui.environments;

import org.jspecify.annotations.NullMarked;
