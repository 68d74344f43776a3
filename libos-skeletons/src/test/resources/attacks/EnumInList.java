// attack: the hash of a list of enum constants
// verdict: failed
// defence: LIBRARY
// differs: yes
package attack;

import exoscope.libos.Env;
import java.util.*;

final class EnumInList {
    enum Colour { RED, GREEN }

    static Object run(Env env) {
        return List.of(Colour.RED, Colour.GREEN).hashCode();
    }
}
