// attack: the text of a list that contains another twice, and so on
// verdict: panic
// defence: LIBRARY
// says: OutOfMemoryError
// sizes: 4 10 19
// growth: off 3 on 8
package attack;

import exoscope.libos.Env;
import java.util.*;

final class TextOfTwice {
    static Object run(Env env) throws Exception {
        List<Object> list = List.of();
        for (int i = 0; i < SIZE; i++) list = List.of(list, list);
        return list.toString().length();
    }
}
