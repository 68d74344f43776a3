/**
 * Who owns which block of the disk, said by metadata that the kernel does not understand: what Xok called XN (SOSP'97).
 *
 * <p>Read {@link exoscope.kernel.xn.OwnsFunction} for how metadata is interpreted, {@link exoscope.kernel.xn.Forest} for
 * what may be written when, and {@link exoscope.kernel.xn.Catalogue} for what outlives a boot.
 */
@NullMarked
package exoscope.kernel.xn;

import org.jspecify.annotations.NullMarked;
