// attack: what another environment left in a static field
// verdict: failed
// defence: LOADERS
package attack;

import exoscope.libos.Env;
import java.util.*;

final class StaticDoor {
    static String left;

    static Object run(Env env) throws Exception {
        if (left != null) {
            return "escaped";
        }
        left = "secret";
        return "";
    }
}
