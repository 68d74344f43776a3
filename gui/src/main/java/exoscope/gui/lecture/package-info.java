/** A scene for a lecture: the machine's panels under a large caption. */
@NullMarked
package exoscope.gui.lecture;

import org.jspecify.annotations.NullMarked;
