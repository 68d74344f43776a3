// attack: a finally block that returns in place of the end
// verdict: ended
// defence: LANDINGS
package attack;

import exoscope.libos.Env;
import java.util.*;

final class FinallyReturn {
    static boolean again() {
        try {
            for (;;) {}
        } finally {
            return true;
        }
    }

    static Object run(Env env) {
        while (again()) {}
        return 0;
    }
}
