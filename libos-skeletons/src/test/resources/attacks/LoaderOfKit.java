// attack: the kit's classes by its class loader
// verdict: refused
// defence: ALLOW_LIST
// says: Class.getClassLoader() is not available
// needs: env
package attack;

import exoscope.libos.Env;
import java.util.*;

final class LoaderOfKit {
    static Object run(Env env) throws Exception {
        return env.getClass().getClassLoader().loadClass("exoscope.kernel.Kernel") != null ? "escaped" : "";
    }
}
