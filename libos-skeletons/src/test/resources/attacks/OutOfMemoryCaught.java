// attack: asking for too much again and again
// verdict: ended
// defence: MEMORY
package attack;

import exoscope.libos.Env;
import java.util.*;

final class OutOfMemoryCaught {
    static Object run(Env env) throws Exception {
        while (true) {
            try {
                long[] much = new long[1 << 30];
            } catch (OutOfMemoryError e) {
                continue;
            }
        }
    }
}
