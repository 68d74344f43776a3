// attack: a short call for a long text
// verdict: refused
// defence: ALLOW_LIST
// says: String.repeat() is not available
package attack;

import exoscope.libos.Env;
import java.util.*;

final class Repeat {
    static Object run(Env env) throws Exception {
        return "ab".repeat(3).length() == 6 ? "escaped" : "";
    }
}
