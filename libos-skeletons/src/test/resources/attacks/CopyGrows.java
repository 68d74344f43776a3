// attack: a short array copied to a huge one
// verdict: panic
// defence: MEMORY
// says: OutOfMemoryError
package attack;

import exoscope.libos.Env;
import java.util.*;

final class CopyGrows {
    static Object run(Env env) throws Exception {
        return Arrays.copyOf(new int[1], Integer.MAX_VALUE - 8);
    }
}
