// attack: a function joined with itself, and so on
// verdict: ended
// defence: LIBRARY
// sizes: 6 10 26
// growth: off 3 on 8
package attack;

import exoscope.libos.Env;
import java.util.*;
import java.util.function.*;

final class FunctionTwice {
    static Object run(Env env) throws Exception {
        UnaryOperator<Integer> same = UnaryOperator.identity();
        Function<Integer, Integer> function = same;
        for (int i = 0; i < SIZE; i++) function = function.andThen(function);
        return function.apply(1);
    }
}
