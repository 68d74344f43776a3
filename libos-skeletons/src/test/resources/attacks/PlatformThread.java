// attack: a thread
// verdict: refused
// defence: ALLOW_LIST
// says: Thread.start() is not available
package attack;

import exoscope.libos.Env;
import java.util.*;

final class PlatformThread {
    static Object run(Env env) throws Exception {
        Thread thread = new Thread(() -> {});
        thread.start();
        thread.join();
        return "escaped";
    }
}
