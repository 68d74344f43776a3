@NullMarked
package exoscope.gui.lecture;

import org.jspecify.annotations.NullMarked;
