// attack: the hash of a map with an enum's constants
// verdict: failed
// defence: LIBRARY
// differs: yes
package attack;

import exoscope.libos.Env;
import java.util.*;

final class EnumInMap {
    enum Colour { RED, GREEN }
    record Mixed(Colour colour, Object lock, int[] words) {}

    static Object run(Env env) {
        return new Mixed(Colour.RED, List.of(Colour.GREEN), new int[1]).hashCode();
    }
}
