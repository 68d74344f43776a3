@NullMarked
package exoscope.hw.network;

import org.jspecify.annotations.NullMarked;
