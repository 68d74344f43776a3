// attack: the middle of a long linked list
// verdict: ended
// defence: LIBRARY
// sizes: 400 4000 8000
// growth: off 15 on 40
package attack;

import exoscope.libos.Env;
import java.util.*;

final class LinkedListMiddle {
    static Object run(Env env) throws Exception {
        List<Integer> list = new LinkedList<>();
        for (int i = 0; i < SIZE; i++) list.add(i);
        long sum = 0;
        for (int i = 0; i < SIZE; i++) sum += list.get(SIZE / 2);
        return sum;
    }
}
