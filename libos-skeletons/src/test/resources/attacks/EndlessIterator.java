// attack: an iterator without an end, walked by a loop
// verdict: ended
// defence: CHARGES
package attack;

import exoscope.libos.Env;
import java.util.*;

final class EndlessIterator {
    static class Ones implements Iterable<Integer>, Iterator<Integer> {
        public Iterator<Integer> iterator() { return this; }
        public boolean hasNext() { return true; }
        public Integer next() { return 1; }
    }

    static Object run(Env env) {
        int sum = 0;
        for (int one : new Ones()) sum += one;
        return sum;
    }
}
