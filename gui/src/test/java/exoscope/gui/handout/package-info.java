@NullMarked
package exoscope.gui.handout;

import org.jspecify.annotations.NullMarked;
