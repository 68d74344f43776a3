// attack: answering for another environment
// verdict: failed
// defence: OWNERS
package attack;

import exoscope.libos.Env;
import java.util.*;
import exoscope.kernel.*;

final class OthersRevocation {
    static Object run(Env env) throws Exception {
        for (int frame = 0; frame < 64; frame++) {
            if (env.kernel().acknowledge(frame).ok()) {
                return "escaped";
            }
        }
        return "";
    }
}
