// attack: two methods that call each other and catch everything
// verdict: ended
// defence: DEPTH
package attack;

import exoscope.libos.Env;
import java.util.*;

final class MutualRecursion {
    static int one(int n) {
        try {
            return other(n + 1);
        } catch (Throwable t) {
            return other(n);
        }
    }

    static int other(int n) {
        try {
            return one(n + 1);
        } catch (Throwable t) {
            return one(n);
        }
    }

    static Object run(Env env) {
        return one(0);
    }
}
