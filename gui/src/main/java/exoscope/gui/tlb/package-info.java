/** The panel of the hardware TLB, slot by slot. */
@NullMarked
package exoscope.gui.tlb;

import org.jspecify.annotations.NullMarked;
