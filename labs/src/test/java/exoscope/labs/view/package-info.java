@NullMarked
package exoscope.labs.view;

import org.jspecify.annotations.NullMarked;
