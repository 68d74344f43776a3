// attack: ending the kit, spelled in unicode escapes
// verdict: refused
// defence: ALLOW_LIST
// says: System.exit() is not available
// child: 77
package attack;

import exoscope.libos.Env;
import java.util.*;

final class ExitByEscapes {
    static Object run(Env env) throws Exception {
        S\u0079stem.\u0065xit(77);
        return 0;
    }
}
