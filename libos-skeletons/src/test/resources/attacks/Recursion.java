// attack: a method that calls itself
// verdict: panic
// defence: DEPTH
// says: StackOverflowError
package attack;

import exoscope.libos.Env;
import java.util.*;

final class Recursion {
    static int deep(int n) {
        return deep(n + 1) + 1;
    }

    static Object run(Env env) {
        return deep(0);
    }
}
