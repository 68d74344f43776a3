// attack: a state machine without an end
// verdict: ended
// defence: CHARGES
package attack;

import exoscope.libos.Env;
import java.util.*;

final class SwitchLoop {
    static Object run(Env env) throws Exception {
        int state = 0;
        while (true) {
            switch (state) {
                case 0 -> state = 1;
                case 1 -> state = 7;
                default -> state = 0;
            }
        }
    }
}
