@NullMarked
package exoscope.libos.runtime;

import org.jspecify.annotations.NullMarked;
