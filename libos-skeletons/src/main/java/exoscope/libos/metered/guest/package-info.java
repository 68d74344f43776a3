/**
 * What rewritten guest code calls. These classes are templates: every environment's class loader defines them anew,
 * so their static fields belong to one environment, and its meter is a constant to the JVM's compiler.
 *
 * <p>They may name nothing but {@code java.lang}'s listed classes and the public classes of the package above,
 * because an environment's class loader finds nothing else.
 */
@NullMarked
package exoscope.libos.metered.guest;

import org.jspecify.annotations.NullMarked;
