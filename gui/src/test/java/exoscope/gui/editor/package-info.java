@NullMarked
package exoscope.gui.editor;

import org.jspecify.annotations.NullMarked;
