/** What only staff may see: reference solutions and known wrong ones. Nothing here is ever part of a handout. */
@NullMarked
package exoscope.grading.staff;

import org.jspecify.annotations.NullMarked;
