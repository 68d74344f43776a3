// attack: an array of arrays of arrays
// verdict: panic
// defence: MEMORY
// says: OutOfMemoryError
package attack;

import exoscope.libos.Env;
import java.util.*;

final class HugeGrid {
    static Object run(Env env) throws Exception {
        return new Object[1 << 20][1 << 20][1 << 20];
    }
}
