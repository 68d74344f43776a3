// attack: an enum constant that is never made
// verdict: ended
// defence: CHARGES
package attack;

import exoscope.libos.Env;
import java.util.*;

final class EnumConstructor {
    enum Slow {
        ONE;

        Slow() {
            for (int i = 0; i == 0; i *= 3) {}
        }
    }

    static Object run(Env env) {
        return Slow.ONE;
    }
}
