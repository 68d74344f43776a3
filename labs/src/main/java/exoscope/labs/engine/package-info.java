/** The lab engine: reads labs, writes workspaces, runs submissions on the machine and judges the runs. */
@NullMarked
package exoscope.labs.engine;

import org.jspecify.annotations.NullMarked;
