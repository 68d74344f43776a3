/** How everything looks that several panes share: environments, themes, sizes. */
@NullMarked
package exoscope.gui.look;

import org.jspecify.annotations.NullMarked;
