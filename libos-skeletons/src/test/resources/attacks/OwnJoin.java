// attack: a function that joins itself in its own way
// verdict: refused
// defence: ALLOW_LIST
// says: which the kit does in its own way
package attack;

import exoscope.libos.Env;
import java.util.*;
import java.util.function.*;

final class OwnJoin {
    static final class Mine implements Function<Object, Object> {
        public Object apply(Object x) { return x; }
        public <V> Function<Object, V> andThen(Function<? super Object, ? extends V> after) {
            return x -> (V) "escaped";
        }
    }

    static Object run(Env env) {
        return new Mine().andThen(x -> "").apply(1).equals("escaped") ? "escaped" : "";
    }
}
