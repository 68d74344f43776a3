@NullMarked
package exoscope.grading.network;

import org.jspecify.annotations.NullMarked;
