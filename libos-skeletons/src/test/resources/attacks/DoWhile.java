// attack: a loop whose test comes last
// verdict: ended
// defence: CHARGES
package attack;

import exoscope.libos.Env;
import java.util.*;

final class DoWhile {
    static Object run(Env env) throws Exception {
        int i = 0;
        do {
            i = -i;
        } while (i == 0);
        return i;
    }
}
