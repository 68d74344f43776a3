@NullMarked
package exoscope.labs.plan;

import org.jspecify.annotations.NullMarked;
