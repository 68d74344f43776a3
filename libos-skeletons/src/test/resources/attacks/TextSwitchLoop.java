// attack: a switch over texts without an end
// verdict: ended
// defence: CHARGES
package attack;

import exoscope.libos.Env;
import java.util.*;

final class TextSwitchLoop {
    static Object run(Env env) throws Exception {
        String state = "a";
        while (true) state = switch (state) {
            case "a" -> "b";
            default -> "a";
        };
    }
}
