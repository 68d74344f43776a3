// attack: the host's date
// verdict: refused
// defence: ALLOW_LIST
// says: Instant.now() is not available
package attack;

import exoscope.libos.Env;
import java.util.*;

final class Dates {
    static Object run(Env env) throws Exception {
        return java.time.Instant.now() != null ? "escaped" : "";
    }
}
