@NullMarked
package exoscope.gui;

import org.jspecify.annotations.NullMarked;
