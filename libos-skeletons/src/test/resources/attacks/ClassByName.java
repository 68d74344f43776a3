// attack: a class by its name
// verdict: refused
// defence: ALLOW_LIST
// says: Class.forName() is not available
package attack;

import exoscope.libos.Env;
import java.util.*;

final class ClassByName {
    static Object run(Env env) throws Exception {
        return Class.forName("java.lang.Runtime") != null ? "escaped" : "";
    }
}
