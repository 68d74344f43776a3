// attack: the text of a list in a list in a list, deeper than the stack
// verdict: panic
// defence: LIBRARY
// says: StackOverflowError
// sizes: 100 300 5000
// growth: off 4 on 2
package attack;

import exoscope.libos.Env;
import java.util.*;

final class DeepText {
    static Object run(Env env) throws Exception {
        List<Object> list = List.of();
        for (int i = 0; i < SIZE; i++) list = List.of(list);
        return list.hashCode();
    }
}
