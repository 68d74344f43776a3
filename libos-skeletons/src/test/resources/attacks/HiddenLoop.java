// attack: a loop that unicode escapes hide in a comment
// verdict: ended
// defence: CHARGES
package attack;

import exoscope.libos.Env;
import java.util.*;

final class HiddenLoop {
    static Object run(Env env) throws Exception {
        int n = 0;
        // nothing to see here \u000a while (n == 0) { n *= 2; } 
        return n;
    }
}
