// attack: a loop that only jumps to an outer one
// verdict: ended
// defence: CHARGES
package attack;

import exoscope.libos.Env;
import java.util.*;

final class OnlyContinues {
    static Object run(Env env) throws Exception {
        boolean go = true;
        outer:
        while (go) {
            while (go) continue outer;
        }
        return 0;
    }
}
