@NullMarked
package exoscope.labs.engine;

import org.jspecify.annotations.NullMarked;
