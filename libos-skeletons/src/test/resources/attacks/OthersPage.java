// attack: mapping another environment's frame
// verdict: failed
// defence: SEALS
package attack;

import exoscope.libos.Env;
import java.util.*;
import exoscope.kernel.*;

final class OthersPage {
    static Object run(Env env) throws Exception {
        for (int frame = 0; frame < 64; frame++) {
            if (env.kernel().ownerOf(frame) == VICTIM
                    && env.kernel().tlbWrite(99, frame, true, new Capability(1, Capability.READ_WRITE, SEAL)).ok()) {
                return "escaped";
            }
        }
        return "";
    }
}
