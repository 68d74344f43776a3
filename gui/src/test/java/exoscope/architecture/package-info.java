/** The rules of the house, executed: each says why it is there, and none passes by looking at nothing. */
@NullMarked
package exoscope.architecture;

import org.jspecify.annotations.NullMarked;
