// attack: a disk block of another environment's
// verdict: failed
// defence: OWNERS
package attack;

import exoscope.libos.Env;
import java.util.*;
import exoscope.kernel.*;

final class OthersBlock {
    static Object run(Env env) throws Exception {
        Capability key = env.kernel().newCapability();
        int frame = env.kernel().allocPages(1, key).get().get(0);
        for (int block = 0; block < 8; block++) {
            if (env.kernel().ownerOfBlock(block) == VICTIM && env.kernel().readBlock(block, frame, key).ok()) {
                return "escaped";
            }
        }
        return "";
    }
}
