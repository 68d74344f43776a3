// attack: randomness from the host
// verdict: refused
// defence: ALLOW_LIST
// says: UUID.randomUUID() is not available
package attack;

import exoscope.libos.Env;
import java.util.*;

final class Chance2 {
    static Object run(Env env) throws Exception {
        return UUID.randomUUID() != null ? "escaped" : "";
    }
}
