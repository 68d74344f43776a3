// attack: a lambda that calls itself
// verdict: panic
// defence: DEPTH
// says: StackOverflowError
package attack;

import exoscope.libos.Env;
import java.util.*;

final class LambdaRecursion {
    static Object run(Env env) throws Exception {
        Runnable[] box = new Runnable[1];
        box[0] = () -> box[0].run();
        box[0].run();
        return 0;
    }
}
