// attack: a capability with more rights than it was given
// verdict: failed
// defence: SEALS
package attack;

import exoscope.libos.Env;
import java.util.*;
import exoscope.kernel.*;

final class WidenedCapability {
    static Object run(Env env) throws Exception {
        Capability narrow = env.kernel().restrict(env.kernel().newCapability(), Capability.READ).get();
        Capability wide = new Capability(narrow.name(), Capability.READ_WRITE, narrow.seal());
        return env.kernel().allocPages(1, wide).ok() || env.kernel().allocPages(1, new Capability(1, Capability.READ_WRITE, SEAL)).ok() ? "escaped" : "";
    }
}
