// attack: an object made by reflection
// verdict: refused
// defence: ALLOW_LIST
// says: Proxy.newProxyInstance() is not available
package attack;

import exoscope.libos.Env;
import java.util.*;

final class ProxyDoor {
    static Object run(Env env) throws Exception {
        Runnable r = (Runnable) java.lang.reflect.Proxy.newProxyInstance(ProxyDoor.class.getClassLoader(), new Class<?>[] {Runnable.class}, (p, m, a) -> null);
        r.run();
        return "escaped";
    }
}
