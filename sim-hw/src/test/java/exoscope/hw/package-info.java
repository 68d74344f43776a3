@NullMarked
package exoscope.hw;

import org.jspecify.annotations.NullMarked;
