/** Random kernel calls of hostile environments, compared with a small model of the kernel. */
@NullMarked
package exoscope.grading.soak.kernel;

import org.jspecify.annotations.NullMarked;
