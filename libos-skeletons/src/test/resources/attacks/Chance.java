// attack: randomness without a seed
// verdict: refused
// defence: ALLOW_LIST
// says: Math.random() is not available
package attack;

import exoscope.libos.Env;
import java.util.*;

final class Chance {
    static Object run(Env env) throws Exception {
        return Math.random() < 2 ? "escaped" : "";
    }
}
