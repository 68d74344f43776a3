// attack: a list that is added to itself
// verdict: panic
// defence: MEMORY
// says: OutOfMemoryError
package attack;

import exoscope.libos.Env;
import java.util.*;

final class ListDoubles {
    static Object run(Env env) throws Exception {
        List<Object> list = new ArrayList<>(List.of(1, 2));
        while (true) list.addAll(list);
    }
}
