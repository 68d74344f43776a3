// attack: a method handle
// verdict: refused
// defence: ALLOW_LIST
// says: MethodHandles.lookup() is not available
package attack;

import exoscope.libos.Env;
import java.util.*;

final class MethodHandle {
    static Object run(Env env) {
        try {
            return (long) java.lang.invoke.MethodHandles.lookup()
                                    .findStatic(
                                            System.class, "nanoTime", java.lang.invoke.MethodType.methodType(long.class))
                                    .invokeExact()
                            != 0
                    ? "escaped"
                    : "";
        } catch (Throwable t) {
            return t;
        }
    }
}
