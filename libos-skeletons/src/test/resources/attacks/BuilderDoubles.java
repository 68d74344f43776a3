// attack: a builder that is added to itself
// verdict: panic
// defence: MEMORY
// says: OutOfMemoryError
package attack;

import exoscope.libos.Env;
import java.util.*;

final class BuilderDoubles {
    static Object run(Env env) throws Exception {
        StringBuilder text = new StringBuilder("ab");
        while (true) text.append(text);
    }
}
