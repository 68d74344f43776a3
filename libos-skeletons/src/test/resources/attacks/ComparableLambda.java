// attack: the identity hash of a lambda that can be compared
// verdict: failed
// defence: LIBRARY
// differs: yes
package attack;

import exoscope.libos.Env;
import java.util.*;

final class ComparableLambda {
    static int runs;

    static Object run(Env env) throws Exception {
        runs++;
        Comparable<String> lambda = text -> 0;
        return lambda.hashCode();
    }
}
