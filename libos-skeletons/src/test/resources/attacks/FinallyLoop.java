// attack: a finally block that goes back into the loop
// verdict: ended
// defence: LANDINGS
package attack;

import exoscope.libos.Env;
import java.util.*;

final class FinallyLoop {
    static Object run(Env env) throws Exception {
        boolean go = true;
        while (go) {
            try {
                for (;;) {}
            } finally {
                continue;
            }
        }
        return 0;
    }
}
