// attack: a collection without an end, added to a list
// verdict: ended
// defence: CHARGES
package attack;

import exoscope.libos.Env;
import java.util.*;

final class EndlessCollection {
    static class Ones implements Iterator<String> {
        public boolean hasNext() { return true; }
        public String next() { return "x"; }
    }

    static Object run(Env env) {
        Iterator<String> ones = new Ones();
        ones.forEachRemaining(one -> {});
        return 0;
    }
}
