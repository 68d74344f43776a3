// attack: a loop in what a map calls back
// verdict: ended
// defence: CHARGES
package attack;

import exoscope.libos.Env;
import java.util.*;

final class CallbackLoop {
    static Object run(Env env) throws Exception {
        return new HashMap<Integer, Integer>().computeIfAbsent(1, key -> {
            for (;;) {}
        });
    }
}
