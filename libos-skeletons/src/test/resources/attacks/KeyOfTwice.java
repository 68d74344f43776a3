// attack: a map's key that contains lists twice
// verdict: ended
// defence: LIBRARY
// sizes: 6 10 26
// growth: off 3 on 8
package attack;

import exoscope.libos.Env;
import java.util.*;

final class KeyOfTwice {
    static Object run(Env env) throws Exception {
        List<Object> list = List.of(1);
        for (int i = 0; i < SIZE; i++) list = List.of(list, list);
        return new HashMap<>().put(list, 1);
    }
}
