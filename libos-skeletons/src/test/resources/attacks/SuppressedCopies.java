// attack: copies of a long list of suppressed exceptions
// verdict: panic
// defence: MEMORY
// says: OutOfMemoryError
package attack;

import exoscope.libos.Env;
import java.util.*;

final class SuppressedCopies {
    static Object run(Env env) throws Exception {
        Exception many = new Exception();
        Exception one = new Exception();
        for (int i = 0; i < 2_000; i++) {
            many.addSuppressed(one);
        }
        Object[] kept = new Object[2_000];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = many.getSuppressed();
        }
        return kept;
    }
}
