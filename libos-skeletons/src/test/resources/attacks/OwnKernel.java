// attack: a class of its own in the kernel's package
// verdict: refused
// defence: ALLOW_LIST
// says: in a package that belongs to Java or to the kit
package exoscope.kernel;

import exoscope.libos.Env;
import java.util.*;

public final class OwnKernel {
    public static Object door() {
        return "escaped";
    }

    public static Object run(Env env) throws Exception {
        return door();
    }
}
