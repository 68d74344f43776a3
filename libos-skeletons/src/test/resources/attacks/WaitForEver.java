// attack: waiting for a notification
// verdict: refused
// defence: ALLOW_LIST
// says: Object.wait() is not available
package attack;

import exoscope.libos.Env;
import java.util.*;

final class WaitForEver {
    static Object run(Env env) throws Exception {
        Object lock = new int[0];
        synchronized (lock) {
            lock.wait(1);
        }
        return "escaped";
    }
}
