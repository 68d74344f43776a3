// attack: a predicate joined with itself, and so on
// verdict: ended
// defence: LIBRARY
// sizes: 6 10 26
// growth: off 3 on 8
package attack;

import exoscope.libos.Env;
import java.util.*;
import java.util.function.*;

final class PredicateTwice {
    static Object run(Env env) throws Exception {
        Predicate<Object> test = Predicate.isEqual(1);
        for (int i = 0; i < SIZE; i++) test = test.and(test);
        return test.test(1);
    }
}
