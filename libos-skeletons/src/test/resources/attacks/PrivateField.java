// attack: a private field of the kit's
// verdict: refused
// defence: ALLOW_LIST
// says: Class.getDeclaredField() is not available
// needs: env
package attack;

import exoscope.libos.Env;
import java.util.*;

final class PrivateField {
    static Object run(Env env) throws Exception {
        java.lang.reflect.Field field = env.getClass().getDeclaredField("env");
        field.setAccessible(true);
        return "escaped";
    }
}
