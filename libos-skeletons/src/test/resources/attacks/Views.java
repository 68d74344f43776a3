// attack: a view of a part of a tree
// verdict: refused
// defence: ALLOW_LIST
// says: TreeMap.headMap() is not available
package attack;

import exoscope.libos.Env;
import java.util.*;

final class Views {
    static Object run(Env env) throws Exception {
        return new TreeMap<Integer, Integer>().headMap(1).isEmpty() ? "escaped" : "";
    }
}
