/** Stepping through the code of a run, forwards and back: start reading at {@link exoscope.labs.stepping.StepSession}. */
@NullMarked
package exoscope.labs.stepping;

import org.jspecify.annotations.NullMarked;
