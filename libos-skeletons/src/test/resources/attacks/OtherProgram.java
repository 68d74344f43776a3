// attack: starting another program
// verdict: refused
// defence: ALLOW_LIST
// says: new ProcessBuilder() is not available
package attack;

import exoscope.libos.Env;
import java.util.*;

final class OtherProgram {
    static Object run(Env env) throws Exception {
        new ProcessBuilder(System.getProperty("java.home") + "/bin/java", "-version").start().waitFor();
        return "escaped";
    }
}
