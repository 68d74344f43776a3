// attack: a variable handle
// verdict: refused
// defence: ALLOW_LIST
// says: MethodHandles.arrayElementVarHandle() is not available
package attack;

import exoscope.libos.Env;
import java.util.*;

final class VariableHandle {
    static Object run(Env env) throws Exception {
        java.lang.invoke.VarHandle words = java.lang.invoke.MethodHandles.arrayElementVarHandle(int[].class);
        int[] array = new int[1];
        words.setVolatile(array, 0, 1);
        return array[0] == 1 ? "escaped" : "";
    }
}
