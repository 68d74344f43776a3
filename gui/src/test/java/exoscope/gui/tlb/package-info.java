@NullMarked
package exoscope.gui.tlb;

import org.jspecify.annotations.NullMarked;
