// attack: catching the end of a static initialiser, at its use
// verdict: ended
// defence: LANDINGS
package attack;

import exoscope.libos.Env;
import java.util.*;

final class CatchInitialiser {
    static class Slow {
        static int n;

        static {
            while (n == 0) n *= 2;
        }
    }

    static Object run(Env env) {
        while (true) {
            try {
                return Slow.n;
            } catch (Throwable t) {
                continue;
            }
        }
    }
}
