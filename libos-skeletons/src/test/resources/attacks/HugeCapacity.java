// attack: a map made large from the start
// verdict: panic
// defence: MEMORY
// says: OutOfMemoryError
package attack;

import exoscope.libos.Env;
import java.util.*;

final class HugeCapacity {
    static Object run(Env env) throws Exception {
        return new HashMap<>(1 << 30);
    }
}
