// attack: a builder set to a huge length
// verdict: panic
// defence: MEMORY
// says: OutOfMemoryError
package attack;

import exoscope.libos.Env;
import java.util.*;

final class HugeLength {
    static Object run(Env env) throws Exception {
        StringBuilder text = new StringBuilder();
        text.setLength(2_000_000_000);
        return text;
    }
}
