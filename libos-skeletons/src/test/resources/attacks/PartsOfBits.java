// attack: parts of a bit set, each of which is set far out
// verdict: panic
// defence: MEMORY
// says: OutOfMemoryError
package attack;

import exoscope.libos.Env;
import java.util.*;

final class PartsOfBits {
    static Object run(Env env) throws Exception {
        Object[] kept = new Object[100_000];
        for (int i = 0; i < kept.length; i++) {
            BitSet bits = new BitSet().get(0, 1);
            bits.set(1 << 28);
            kept[i] = bits;
        }
        return kept;
    }
}
