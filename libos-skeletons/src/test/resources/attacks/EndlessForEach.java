// attack: an iterator without an end, walked by the library
// verdict: ended
// defence: CHARGES
package attack;

import exoscope.libos.Env;
import java.util.*;

final class EndlessForEach {
    static class Ones implements Iterable<String>, Iterator<String> {
        public Iterator<String> iterator() { return this; }
        public boolean hasNext() { return true; }
        public String next() { return "x"; }
    }

    static Object run(Env env) {
        new Ones().forEach(one -> {});
        return 0;
    }
}
