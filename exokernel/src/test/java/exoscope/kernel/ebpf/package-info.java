@NullMarked
package exoscope.kernel.ebpf;

import org.jspecify.annotations.NullMarked;
