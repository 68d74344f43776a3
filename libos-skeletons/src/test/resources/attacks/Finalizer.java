// attack: code that the garbage collector runs
// verdict: refused
// defence: ALLOW_LIST
// says: finalize() is not available
package attack;

import exoscope.libos.Env;
import java.util.*;

final class Finalizer {
    @SuppressWarnings("removal")
    protected void finalize() {}

    static Object run(Env env) {
        return new Finalizer() != null ? "escaped" : "";
    }
}
