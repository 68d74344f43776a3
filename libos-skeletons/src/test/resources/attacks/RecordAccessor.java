// attack: a record's accessor that never returns
// verdict: ended
// defence: CHARGES
package attack;

import exoscope.libos.Env;
import java.util.*;

final class RecordAccessor {
    record Slow(int n) {
        public int n() {
            for (;;) {}
        }
    }

    static Object run(Env env) {
        return new Slow(1).n();
    }
}
