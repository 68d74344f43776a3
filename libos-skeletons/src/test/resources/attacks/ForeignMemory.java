// attack: memory outside the heap
// verdict: refused
// defence: ALLOW_LIST
// says: Arena.global() is not available
package attack;

import exoscope.libos.Env;
import java.util.*;

final class ForeignMemory {
    static Object run(Env env) throws Exception {
        return java.lang.foreign.Arena.global() != null ? "escaped" : "";
    }
}
