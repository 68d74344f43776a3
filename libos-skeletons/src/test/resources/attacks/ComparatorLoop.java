// attack: a loop in a comparison of a sort
// verdict: ended
// defence: CHARGES
package attack;

import exoscope.libos.Env;
import java.util.*;

final class ComparatorLoop {
    static Object run(Env env) throws Exception {
        List<Integer> list = new ArrayList<>(List.of(2, 1));
        list.sort((a, b) -> {
            for (;;) {}
        });
        return list;
    }
}
