// attack: the hash of a list that contains another twice, and so on
// verdict: ended
// defence: LIBRARY
// sizes: 6 10 26
// growth: off 3 on 8
package attack;

import exoscope.libos.Env;
import java.util.*;

final class HashOfTwice {
    static Object run(Env env) throws Exception {
        List<Object> list = List.of(1);
        for (int i = 0; i < SIZE; i++) list = List.of(list, list);
        return list.hashCode();
    }
}
