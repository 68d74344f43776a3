@NullMarked
package exoscope.labs;

import org.jspecify.annotations.NullMarked;
