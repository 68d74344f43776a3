@NullMarked
package exoscope.hw.elf;

import org.jspecify.annotations.NullMarked;
