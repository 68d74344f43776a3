// attack: a static initialiser that never ends
// verdict: ended
// defence: CHARGES
package attack;

import exoscope.libos.Env;
import java.util.*;

final class StaticInitialiser {
    static class Slow {
        static int n;

        static {
            while (n == 0) n *= 2;
        }
    }

    static Object run(Env env) {
        return Slow.n;
    }
}
