// attack: the address in the name of a lambda's class
// verdict: failed
// defence: LIBRARY
// differs: yes
package attack;

import exoscope.libos.Env;
import java.util.*;

final class LambdaAddress {
    static int runs;

    static Object run(Env env) throws Exception {
        runs++;
        Runnable lambda = () -> {};
        Object[] texts = new String[1];
        try {
            texts[0] = lambda;
        } catch (ArrayStoreException e) {
            return lambda.getClass() + e.getMessage();
        }
        return "";
    }
}
