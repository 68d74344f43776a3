// attack: an empty endless loop
// verdict: ended
// defence: CHARGES
package attack;

import exoscope.libos.Env;
import java.util.*;

final class EmptyFor {
    static Object run(Env env) throws Exception {
        for (;;) {}
    }
}
