@NullMarked
package exoscope.libos;

import org.jspecify.annotations.NullMarked;
