// attack: a resource that never closes
// verdict: ended
// defence: CHARGES
package attack;

import exoscope.libos.Env;
import java.util.*;

final class CloseLoop {
    static Object run(Env env) throws Exception {
        AutoCloseable slow = () -> {
            for (;;) {}
        };
        try (slow) {
            return 1;
        }
    }
}
