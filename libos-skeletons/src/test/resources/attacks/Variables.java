// attack: the host's variables
// verdict: refused
// defence: ALLOW_LIST
// says: System.getenv() is not available
package attack;

import exoscope.libos.Env;
import java.util.*;

final class Variables {
    static Object run(Env env) throws Exception {
        return System.getenv() != null ? "escaped" : "";
    }
}
