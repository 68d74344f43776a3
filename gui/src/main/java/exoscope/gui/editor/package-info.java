/** The code editor: RichTextFX with what Java and labs need. */
@NullMarked
package exoscope.gui.editor;

import org.jspecify.annotations.NullMarked;
