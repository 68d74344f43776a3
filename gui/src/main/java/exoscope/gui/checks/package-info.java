/** What the autograder says, check by check. */
@NullMarked
package exoscope.gui.checks;

import org.jspecify.annotations.NullMarked;
