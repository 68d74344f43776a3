// attack: a bit far out in a bit set
// verdict: panic
// defence: MEMORY
// says: OutOfMemoryError
package attack;

import exoscope.libos.Env;
import java.util.*;

final class HugeBitSet {
    static Object run(Env env) throws Exception {
        BitSet bits = new BitSet();
        bits.set(Integer.MAX_VALUE - 1);
        return bits;
    }
}
