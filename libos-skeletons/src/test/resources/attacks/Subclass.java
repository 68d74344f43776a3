// attack: a collection whose methods are its own
// verdict: refused
// defence: ALLOW_LIST
// says: extends java.util.ArrayList
package attack;

import exoscope.libos.Env;
import java.util.*;

final class Subclass {
    static final class Mine extends ArrayList<Integer> {
        public int size() {
            return 1 << 30;
        }
    }

    static Object run(Env env) {
        return new Mine().size() > 1 ? "escaped" : "";
    }
}
