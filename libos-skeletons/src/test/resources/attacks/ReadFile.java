// attack: a file of the host's
// verdict: refused
// defence: ALLOW_LIST
// says: Files.exists() is not available
package attack;

import exoscope.libos.Env;
import java.util.*;

final class ReadFile {
    static Object run(Env env) throws Exception {
        return java.nio.file.Files.exists(java.nio.file.Path.of(System.getProperty("java.home"))) ? "escaped" : "";
    }
}
