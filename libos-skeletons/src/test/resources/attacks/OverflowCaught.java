// attack: recursion that catches its overflow and goes on
// verdict: ended
// defence: DEPTH
package attack;

import exoscope.libos.Env;
import java.util.*;

final class OverflowCaught {
    static void deep() {
        try {
            deep();
        } catch (StackOverflowError e) {
            deep();
        } finally {
            deep();
        }
    }

    static Object run(Env env) {
        while (true) {
            try {
                deep();
            } catch (Throwable t) {
                continue;
            }
        }
    }
}
