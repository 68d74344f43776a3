/**
 * Tests of metered Java: what is refused, what is stopped, and that honest programs do what they would do unmetered.
 */
@NullMarked
package exoscope.libos.metered;

import org.jspecify.annotations.NullMarked;
