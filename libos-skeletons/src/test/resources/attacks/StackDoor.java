// attack: looking at the host's stack
// verdict: refused
// defence: ALLOW_LIST
// says: StackWalker.getInstance() is not available
package attack;

import exoscope.libos.Env;
import java.util.*;

final class StackDoor {
    static Object run(Env env) throws Exception {
        return StackWalker.getInstance().walk(frames -> frames.count()) > 0 ? "escaped" : "";
    }
}
