// attack: a native library
// verdict: refused
// defence: ALLOW_LIST
// says: System.loadLibrary() is not available
package attack;

import exoscope.libos.Env;
import java.util.*;

final class NativeLibrary {
    static Object run(Env env) throws Exception {
        try {
            System.loadLibrary("none");
        } catch (UnsatisfiedLinkError e) {
            return "escaped";
        }
        return "";
    }
}
