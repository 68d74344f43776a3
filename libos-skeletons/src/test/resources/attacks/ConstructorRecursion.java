// attack: a constructor that makes another of its kind
// verdict: panic
// defence: DEPTH
// says: StackOverflowError
package attack;

import exoscope.libos.Env;
import java.util.*;

final class ConstructorRecursion {
    static class Nest {
        final Nest inner = new Nest();
    }

    static Object run(Env env) {
        return new Nest();
    }
}
