// attack: a native method
// verdict: refused
// defence: ALLOW_LIST
// says: is native
package attack;

import exoscope.libos.Env;
import java.util.*;

final class NativeMethod {
    static native int out();

    static Object run(Env env) {
        try {
            return out();
        } catch (UnsatisfiedLinkError e) {
            return "escaped";
        }
    }
}
