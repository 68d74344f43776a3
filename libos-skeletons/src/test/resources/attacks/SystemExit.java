// attack: ending the kit
// verdict: refused
// defence: ALLOW_LIST
// says: System.exit() is not available
// child: 77
package attack;

import exoscope.libos.Env;
import java.util.*;

final class SystemExit {
    static Object run(Env env) throws Exception {
        System.exit(77);
        return 0;
    }
}
