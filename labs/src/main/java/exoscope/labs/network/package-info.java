/** What is at the other end of a scenario's network card: a cable, and computers that are not emulated. */
@NullMarked
package exoscope.labs.network;

import org.jspecify.annotations.NullMarked;
