// attack: a frame of another environment's
// verdict: failed
// defence: OWNERS
package attack;

import exoscope.libos.Env;
import java.util.*;
import exoscope.kernel.*;

final class OthersFrame {
    static Object run(Env env) throws Exception {
        for (int frame = 0; frame < 64; frame++) {
            int owner = env.kernel().ownerOf(frame);
            if (owner == VICTIM && env.kernel().dealloc(frame, new Capability(1, Capability.READ_WRITE, SEAL)).ok()) {
                return "escaped";
            }
        }
        return "";
    }
}
