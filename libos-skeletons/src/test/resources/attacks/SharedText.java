// attack: the table of texts that all environments share
// verdict: refused
// defence: ALLOW_LIST
// says: String.intern() is not available
package attack;

import exoscope.libos.Env;
import java.util.*;

final class SharedText {
    static Object run(Env env) throws Exception {
        return "x".intern() == "x" ? "escaped" : "";
    }
}
