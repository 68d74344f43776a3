// attack: a stream
// verdict: refused
// defence: ALLOW_LIST
// says: List.stream() is not available
package attack;

import exoscope.libos.Env;
import java.util.*;

final class Streams {
    static Object run(Env env) throws Exception {
        return List.of(1).stream().count() == 1 ? "escaped" : "";
    }
}
