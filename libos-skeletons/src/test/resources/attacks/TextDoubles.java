// attack: a text that is added to itself
// verdict: panic
// defence: MEMORY
// says: OutOfMemoryError
package attack;

import exoscope.libos.Env;
import java.util.*;

final class TextDoubles {
    static Object run(Env env) throws Exception {
        String text = "ab";
        while (true) text = text + text;
    }
}
