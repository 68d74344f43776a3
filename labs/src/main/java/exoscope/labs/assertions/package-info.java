/** What checks say about runs: assertions over events and final state, never over printed text. */
@NullMarked
package exoscope.labs.assertions;

import org.jspecify.annotations.NullMarked;
