// attack: work in a pool
// verdict: refused
// defence: ALLOW_LIST
// says: CompletableFuture.supplyAsync() is not available
package attack;

import exoscope.libos.Env;
import java.util.*;

final class Executor {
    static Object run(Env env) throws Exception {
        return java.util.concurrent.CompletableFuture.supplyAsync(() -> "escaped").get();
    }
}
