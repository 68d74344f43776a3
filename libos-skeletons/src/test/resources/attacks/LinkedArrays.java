// attack: arrays that hold each other
// verdict: panic
// defence: MEMORY
// says: OutOfMemoryError
package attack;

import exoscope.libos.Env;
import java.util.*;

final class LinkedArrays {
    static Object run(Env env) throws Exception {
        Object[] last = null;
        while (true) {
            Object[] next = new Object[8];
            next[0] = last;
            last = next;
        }
    }
}
