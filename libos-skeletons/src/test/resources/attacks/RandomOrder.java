// attack: a set whose order differs from run to run
// verdict: refused
// defence: ALLOW_LIST
// says: Set.of() is not available
package attack;

import exoscope.libos.Env;
import java.util.*;

final class RandomOrder {
    static Object run(Env env) throws Exception {
        return Set.of(1, 2).size() == 2 ? "escaped" : "";
    }
}
