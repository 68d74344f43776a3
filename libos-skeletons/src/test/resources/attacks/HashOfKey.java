// attack: a hashCode that never returns, called by a map
// verdict: ended
// defence: CHARGES
package attack;

import exoscope.libos.Env;
import java.util.*;

final class HashOfKey {
    static Object run(Env env) throws Exception {
        Object slow = new Object() {
            public int hashCode() {
                for (;;) {}
            }
        };
        return new HashMap<>().put(slow, 1);
    }
}
