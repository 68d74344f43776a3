@NullMarked
package exoscope.kernel.filter;

import org.jspecify.annotations.NullMarked;
