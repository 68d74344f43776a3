/** How fast the kit is on this host, measured by running the real thing. */
@NullMarked
package exoscope.grading.bench;

import org.jspecify.annotations.NullMarked;
