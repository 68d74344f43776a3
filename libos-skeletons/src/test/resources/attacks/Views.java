// attack: a view of a part of a list
// verdict: refused
// defence: ALLOW_LIST
// says: ArrayList.subList() is not available
package attack;

import exoscope.libos.Env;
import java.util.*;

final class Views {
    static Object run(Env env) throws Exception {
        return new ArrayList<>(List.of(1, 2)).subList(0, 1).size() == 1 ? "escaped" : "";
    }
}
