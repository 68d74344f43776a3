// attack: comparators in comparators, deeper than the stack
// verdict: panic
// defence: LIBRARY
// says: StackOverflowError
// sizes: 3 7 1000
// growth: off 4 on 2
package attack;

import exoscope.libos.Env;
import java.util.*;

final class DeepComparator {
    static Object run(Env env) throws Exception {
        Comparator<Integer> order = Comparator.naturalOrder();
        for (int i = 0; i < SIZE; i++) order = order.reversed().thenComparing(order.reversed().reversed());
        return order.compare(1, 1);
    }
}
