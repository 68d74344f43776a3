// attack: ending the kit at once
// verdict: refused
// defence: ALLOW_LIST
// says: Runtime.halt() is not available
// child: 77
package attack;

import exoscope.libos.Env;
import java.util.*;

final class RuntimeHalt {
    static Object run(Env env) throws Exception {
        Runtime.getRuntime().halt(77);
        return 0;
    }
}
