@NullMarked
package exoscope.kernel;

import org.jspecify.annotations.NullMarked;
