@NullMarked
package exoscope.labs.stepping;

import org.jspecify.annotations.NullMarked;
