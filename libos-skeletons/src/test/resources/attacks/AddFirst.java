// attack: adding before the first of a long array list
// verdict: ended
// defence: LIBRARY
// sizes: 400 4000 8000
// growth: off 15 on 30
package attack;

import exoscope.libos.Env;
import java.util.*;

final class AddFirst {
    static Object run(Env env) throws Exception {
        List<Integer> list = new ArrayList<>();
        for (int i = 0; i < SIZE; i++) list.add(0, i);
        return 0;
    }
}
