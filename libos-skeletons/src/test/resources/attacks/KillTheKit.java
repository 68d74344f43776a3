// attack: killing the kit's process
// verdict: refused
// defence: ALLOW_LIST
// says: ProcessHandle.current() is not available
// child: 77
package attack;

import exoscope.libos.Env;
import java.util.*;

final class KillTheKit {
    static Object run(Env env) throws Exception {
        ProcessHandle.current().parent().isPresent();
        Runtime.getRuntime().halt(77);
        return 0;
    }
}
