// attack: an interface's initialiser that never ends
// verdict: ended
// defence: CHARGES
package attack;

import exoscope.libos.Env;
import java.util.*;

final class InterfaceInitialiser {
    interface Slow {
        int N = spin();

        static int spin() {
            for (;;) {}
        }
    }

    static Object run(Env env) {
        return Slow.N;
    }
}
