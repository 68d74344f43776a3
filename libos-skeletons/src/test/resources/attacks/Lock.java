// attack: a lock that another may hold for ever
// verdict: refused
// defence: ALLOW_LIST
// says: synchronized block is not available
package attack;

import exoscope.libos.Env;
import java.util.*;

final class Lock {
    static Object run(Env env) throws Exception {
        synchronized (String.class) {
            return "escaped";
        }
    }
}
