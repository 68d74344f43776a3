/** Programs from outside: reads the ELF files that a compiler for the machine makes. */
@NullMarked
package exoscope.hw.elf;

import org.jspecify.annotations.NullMarked;
