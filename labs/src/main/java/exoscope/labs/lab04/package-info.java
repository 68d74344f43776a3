/** Lab 4: visible revocation and the abort protocol. */
@NullMarked
package exoscope.labs.lab04;

import org.jspecify.annotations.NullMarked;
