// attack: messages that hold the messages of their causes
// verdict: panic
// defence: MEMORY
// says: OutOfMemoryError
package attack;

import exoscope.libos.Env;
import java.util.*;

final class CauseOfCause {
    static Object run(Env env) throws Exception {
        Exception deep = new Exception();
        for (int i = 0; i < 10_000; i++) {
            deep = new RuntimeException(deep);
        }
        return deep;
    }
}
