// attack: watching the garbage collector
// verdict: refused
// defence: ALLOW_LIST
// says: new WeakReference() is not available
package attack;

import exoscope.libos.Env;
import java.util.*;

final class WeakDoor {
    static Object run(Env env) throws Exception {
        return new java.lang.ref.WeakReference<>("").get() != null ? "escaped" : "";
    }
}
