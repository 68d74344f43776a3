/**
 * Metered Java: the second instruction set of the emulated machine's user mode.
 *
 * <p>A student's classes are compiled, verified against an allow-list, rewritten so that every path costs cycles and
 * can be suspended, and loaded by one class loader an environment. Start reading at {@link
 * exoscope.libos.metered.GuestMeter}.
 */
@NullMarked
package exoscope.libos.metered;

import org.jspecify.annotations.NullMarked;
