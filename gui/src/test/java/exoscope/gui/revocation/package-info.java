@NullMarked
package exoscope.gui.revocation;

import org.jspecify.annotations.NullMarked;
