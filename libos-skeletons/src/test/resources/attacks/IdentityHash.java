// attack: the identity hash of an object
// verdict: refused
// defence: ALLOW_LIST
// says: System.identityHashCode() is not available
package attack;

import exoscope.libos.Env;
import java.util.*;

final class IdentityHash {
    static Object run(Env env) throws Exception {
        return System.identityHashCode("") != 0 ? "escaped" : "";
    }
}
