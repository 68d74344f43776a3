// attack: a loop through exceptions that the host throws
// verdict: ended
// defence: CHARGES
package attack;

import exoscope.libos.Env;
import java.util.*;

final class HostExceptionLoop {
    static Object run(Env env) throws Exception {
        int zero = 0;
        while (true) {
            try {
                zero = 1 / zero;
            } catch (ArithmeticException e) {
                zero = 0;
            }
        }
    }
}
