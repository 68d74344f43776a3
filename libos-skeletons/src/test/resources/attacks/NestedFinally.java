// attack: finally blocks in finally blocks
// verdict: ended
// defence: LANDINGS
package attack;

import exoscope.libos.Env;
import java.util.*;

final class NestedFinally {
    static Object run(Env env) throws Exception {
        while (true) {
            try {
                try {
                    for (;;) {}
                } finally {
                    for (;;) {}
                }
            } catch (Throwable t) {
                continue;
            }
        }
    }
}
