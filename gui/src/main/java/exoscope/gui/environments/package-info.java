/** The strip of environments, and what they do at the disk and the console. */
@NullMarked
package exoscope.gui.environments;

import org.jspecify.annotations.NullMarked;
