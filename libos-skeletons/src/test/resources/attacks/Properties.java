// attack: the host's properties
// verdict: refused
// defence: ALLOW_LIST
// says: System.getProperty() is not available
package attack;

import exoscope.libos.Env;
import java.util.*;

final class Properties {
    static Object run(Env env) throws Exception {
        return System.getProperty("java.version") != null ? "escaped" : "";
    }
}
