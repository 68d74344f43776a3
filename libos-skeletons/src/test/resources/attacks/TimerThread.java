// attack: a timer of the host's
// verdict: refused
// defence: ALLOW_LIST
// says: new Timer() is not available
package attack;

import exoscope.libos.Env;
import java.util.*;

final class TimerThread {
    static Object run(Env env) throws Exception {
        new Timer(true).cancel();
        return "escaped";
    }
}
