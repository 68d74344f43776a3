// attack: a loop through exceptions of its own
// verdict: ended
// defence: CHARGES
package attack;

import exoscope.libos.Env;
import java.util.*;

final class ThrowLoop {
    static Object run(Env env) throws Exception {
        RuntimeException thrown = new RuntimeException();
        while (true) {
            try {
                throw thrown;
            } catch (RuntimeException e) {
                continue;
            }
        }
    }
}
