// attack: the hash of a record that contains others twice
// verdict: ended
// defence: LIBRARY
// sizes: 6 10 26
// growth: off 20 on 8
package attack;

import exoscope.libos.Env;
import java.util.*;

final class RecordOfTwice {
    record Pair(Object one, Object other) {}

    static Object run(Env env) {
        Object pair = new Pair(1, 2);
        for (int i = 0; i < SIZE; i++) pair = Optional.of(List.of(pair, pair));
        return new Pair(pair, pair).hashCode();
    }
}
