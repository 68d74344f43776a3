/** What the makers of JVM bytecode have in common. */
@NullMarked
package exoscope.hw.bytecode;

import org.jspecify.annotations.NullMarked;
