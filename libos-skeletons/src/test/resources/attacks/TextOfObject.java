// attack: a toString that never returns, called by a concatenation
// verdict: ended
// defence: CHARGES
package attack;

import exoscope.libos.Env;
import java.util.*;

final class TextOfObject {
    static Object run(Env env) throws Exception {
        Object slow = new Object() {
            public String toString() {
                for (;;) {}
            }
        };
        return "" + slow;
    }
}
