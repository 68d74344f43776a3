// attack: catching the end inside what the library calls
// verdict: ended
// defence: LANDINGS
package attack;

import exoscope.libos.Env;
import java.util.*;

final class CatchInCallback {
    static Object run(Env env) throws Exception {
        while (true) {
            try {
                List.of(1, 2).forEach(n -> {
                    try {
                        for (;;) {}
                    } catch (Throwable t) {
                        return;
                    }
                });
            } catch (Throwable t) {
                continue;
            }
        }
    }
}
