// attack: a class loader of its own
// verdict: refused
// defence: ALLOW_LIST
// says: java.lang.ClassLoader is not available
package attack;

import exoscope.libos.Env;
import java.util.*;

final class OwnLoader {
    static final class Loader extends ClassLoader {}

    static Object run(Env env) {
        return new Loader().getParent() != null ? "escaped" : "";
    }
}
