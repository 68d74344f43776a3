// attack: an array as large as can be named
// verdict: panic
// defence: MEMORY
// says: OutOfMemoryError
package attack;

import exoscope.libos.Env;
import java.util.*;

final class HugeArray {
    static Object run(Env env) throws Exception {
        return new long[Integer.MAX_VALUE];
    }
}
