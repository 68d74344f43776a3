// attack: the text of a list of lambdas and arrays
// verdict: failed
// defence: LIBRARY
// differs: yes
package attack;

import exoscope.libos.Env;
import java.util.*;

final class LambdaInList {
    static Object run(Env env) throws Exception {
        Runnable r = () -> {};
        return new ArrayList<Object>(List.of(r, new int[1], new Object[2])).hashCode();
    }
}
