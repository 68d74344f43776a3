// attack: a method by its name
// verdict: refused
// defence: ALLOW_LIST
// says: Class.getMethod() is not available
package attack;

import exoscope.libos.Env;
import java.util.*;

final class MethodByName {
    static Object run(Env env) throws Exception {
        return "".getClass().getMethod("length").invoke("abc").equals(3) ? "escaped" : "";
    }
}
