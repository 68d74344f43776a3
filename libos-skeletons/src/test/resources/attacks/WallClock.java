// attack: the host's clock
// verdict: refused
// defence: ALLOW_LIST
// says: System.nanoTime() is not available
package attack;

import exoscope.libos.Env;
import java.util.*;

final class WallClock {
    static Object run(Env env) throws Exception {
        return System.nanoTime() != 0 ? "escaped" : "";
    }
}
