// attack: a switch over types without an end
// verdict: ended
// defence: CHARGES
package attack;

import exoscope.libos.Env;
import java.util.*;

final class TypeSwitchLoop {
    static Object run(Env env) throws Exception {
        Object state = 1;
        while (true) state = switch (state) {
            case Integer i -> "x";
            case String s -> 1;
            default -> 2;
        };
    }
}
