// attack: a text that grows by concat
// verdict: panic
// defence: MEMORY
// says: OutOfMemoryError
package attack;

import exoscope.libos.Env;
import java.util.*;

final class ConcatDoubles {
    static Object run(Env env) throws Exception {
        String text = "ab";
        while (true) text = text.concat(text);
    }
}
