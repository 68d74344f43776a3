// attack: catching the error that ends a loop, and looping again
// verdict: ended
// defence: LANDINGS
package attack;

import exoscope.libos.Env;
import java.util.*;

final class CatchError {
    static Object run(Env env) throws Exception {
        try {
            for (;;) {}
        } catch (Error e) {
            while (true) {
                try {
                    for (;;) {}
                } catch (Error again) {
                    continue;
                }
            }
        }
    }
}
