// attack: the stack trace of an exception
// verdict: refused
// defence: ALLOW_LIST
// says: Exception.getStackTrace() is not available
package attack;

import exoscope.libos.Env;
import java.util.*;

final class TraceDoor {
    static Object run(Env env) throws Exception {
        return new Exception().getStackTrace().length > 0 ? "escaped" : "";
    }
}
