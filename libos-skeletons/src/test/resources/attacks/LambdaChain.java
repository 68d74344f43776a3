// attack: lambdas that hold each other
// verdict: panic
// defence: MEMORY
// says: OutOfMemoryError
package attack;

import exoscope.libos.Env;
import java.util.*;

final class LambdaChain {
    static Object run(Env env) throws Exception {
        Runnable last = () -> {};
        while (true) {
            Runnable before = last;
            last = () -> before.run();
        }
    }
}
