// attack: a comparator joined with itself, and so on
// verdict: ended
// defence: LIBRARY
// sizes: 6 10 26
// growth: off 3 on 8
package attack;

import exoscope.libos.Env;
import java.util.*;

final class ComparatorTwice {
    static Object run(Env env) throws Exception {
        Comparator<Integer> order = Comparator.naturalOrder();
        for (int i = 0; i < SIZE; i++) order = order.thenComparing(order);
        return order.compare(1, 1);
    }
}
