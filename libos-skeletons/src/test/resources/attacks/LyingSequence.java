// attack: a text that says it is longer than it is
// verdict: refused
// defence: ALLOW_LIST
// says: new StringBuilder() is not available
package attack;

import exoscope.libos.Env;
import java.util.*;

final class LyingSequence {
    static Object run(Env env) throws Exception {
        CharSequence lies = new CharSequence() {
            public int length() { return 3; }
            public char charAt(int at) { return 'a'; }
            public CharSequence subSequence(int from, int to) { return this; }
            public String toString() { return "a"; }
        };
        return new StringBuilder(lies).length() == 3 ? "escaped" : "";
    }
}
