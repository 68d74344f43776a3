// attack: an object whose text contains its own text
// verdict: panic
// defence: DEPTH
// says: StackOverflowError
package attack;

import exoscope.libos.Env;
import java.util.*;

final class TextRecursion {
    static Object run(Env env) throws Exception {
        Object[] box = new Object[1];
        box[0] = new Object() {
            public String toString() {
                return "" + box[0];
            }
        };
        return "" + box[0];
    }
}
