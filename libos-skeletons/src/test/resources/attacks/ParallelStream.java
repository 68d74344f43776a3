// attack: a stream that uses the host's threads
// verdict: refused
// defence: ALLOW_LIST
// says: List.parallelStream() is not available
package attack;

import exoscope.libos.Env;
import java.util.*;

final class ParallelStream {
    static Object run(Env env) throws Exception {
        return List.of(1, 2).parallelStream().map(n -> n + 1).count() == 2 ? "escaped" : "";
    }
}
