// attack: comparing two lists that contain others twice
// verdict: ended
// defence: LIBRARY
// sizes: 6 10 26
// growth: off 3 on 8
package attack;

import exoscope.libos.Env;
import java.util.*;

final class EqualTwice {
    static Object run(Env env) throws Exception {
        List<Object> one = List.of(1);
        List<Object> other = List.of(1);
        for (int i = 0; i < SIZE; i++) {
            one = List.of(one, one);
            other = List.of(other, other);
        }
        return one.equals(other);
    }
}
