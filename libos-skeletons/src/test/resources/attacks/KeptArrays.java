// attack: arrays that are all kept
// verdict: panic
// defence: MEMORY
// says: OutOfMemoryError
package attack;

import exoscope.libos.Env;
import java.util.*;

final class KeptArrays {
    static Object run(Env env) throws Exception {
        List<int[]> kept = new ArrayList<>();
        while (true) kept.add(new int[1000]);
    }
}
