// attack: a capability of invented bits
// verdict: failed
// defence: SEALS
package attack;

import exoscope.libos.Env;
import java.util.*;
import exoscope.kernel.*;

final class ForgedCapability {
    static Object run(Env env) throws Exception {
        Capability forged = new Capability(1, Capability.READ_WRITE, SEAL);
        return env.kernel().allocPages(1, forged).ok() ? "escaped" : "";
    }
}
