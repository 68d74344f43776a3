// attack: a virtual thread
// verdict: refused
// defence: ALLOW_LIST
// says: Thread.startVirtualThread() is not available
package attack;

import exoscope.libos.Env;
import java.util.*;

final class VirtualThread {
    static Object run(Env env) throws Exception {
        Thread.startVirtualThread(() -> {}).join();
        return "escaped";
    }
}
