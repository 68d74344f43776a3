// attack: a regular expression that takes for ever
// verdict: refused
// defence: ALLOW_LIST
// says: String.matches() is not available
package attack;

import exoscope.libos.Env;
import java.util.*;

final class Expression {
    static Object run(Env env) throws Exception {
        return "aaaa".matches("(a+)+") ? "escaped" : "";
    }
}
