// attack: catching whatever ends the loop
// verdict: ended
// defence: LANDINGS
package attack;

import exoscope.libos.Env;
import java.util.*;

final class CatchThrowable {
    static Object run(Env env) throws Exception {
        while (true) {
            try {
                for (;;) {}
            } catch (Throwable t) {
                continue;
            }
        }
    }
}
