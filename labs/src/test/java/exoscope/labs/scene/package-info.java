@NullMarked
package exoscope.labs.scene;

import org.jspecify.annotations.NullMarked;
