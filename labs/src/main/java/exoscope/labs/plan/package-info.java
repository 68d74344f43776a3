/** What is to happen in a run besides what the submission does: plans, how to go through them, and how to shorten them. */
@NullMarked
package exoscope.labs.plan;

import org.jspecify.annotations.NullMarked;
