// attack: memory without checks
// verdict: refused
// defence: ALLOW_LIST
// says: Class.forName() is not available
package attack;

import exoscope.libos.Env;
import java.util.*;

final class UnsafeMemory {
    static Object run(Env env) throws Exception {
        return Class.forName("sun.misc.Unsafe") != null ? "escaped" : "";
    }
}
