// attack: a loop inside a lambda
// verdict: ended
// defence: CHARGES
package attack;

import exoscope.libos.Env;
import java.util.*;

final class LambdaLoop {
    static Object run(Env env) throws Exception {
        Runnable r = () -> {
            for (;;) {}
        };
        r.run();
        return 0;
    }
}
