// attack: a lambda that can be written as bytes
// verdict: refused
// defence: ALLOW_LIST
// says: SerializedLambda
package attack;

import exoscope.libos.Env;
import java.util.*;

final class SerializableLambda {
    static Object run(Env env) throws Exception {
        Runnable r = (Runnable & java.io.Serializable) () -> {};
        r.run();
        return "escaped";
    }
}
