// attack: looking for a list among lists that hold others
// verdict: ended
// defence: LIBRARY
// sizes: 6 10 26
// growth: off 3 on 8
package attack;

import exoscope.libos.Env;
import java.util.*;

final class ContainsDeep {
    static Object run(Env env) throws Exception {
        List<Object> list = List.of(1);
        List<Object> other = List.of(1);
        for (int i = 0; i < SIZE; i++) {
            list = List.of(list, list);
            other = List.of(other, other);
        }
        return new ArrayList<>(List.of(list)).contains(other);
    }
}
