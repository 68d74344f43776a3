// attack: a loop that counts
// verdict: ended
// defence: CHARGES
package attack;

import exoscope.libos.Env;
import java.util.*;

final class WhileTrue {
    static Object run(Env env) throws Exception {
        int i = 0;
        while (true) i++;
    }
}
