// attack: a file of the host's by the old door
// verdict: refused
// defence: ALLOW_LIST
// says: File.isDirectory() is not available
package attack;

import exoscope.libos.Env;
import java.util.*;

final class OldFile {
    static Object run(Env env) throws Exception {
        return new java.io.File("/").isDirectory() ? "escaped" : "";
    }
}
