// attack: formatting to any width
// verdict: refused
// defence: ALLOW_LIST
// says: String.format() is not available
package attack;

import exoscope.libos.Env;
import java.util.*;

final class Format {
    static Object run(Env env) throws Exception {
        return String.format("%9d", 1).length() == 9 ? "escaped" : "";
    }
}
