// attack: a character set that the host looks up
// verdict: refused
// defence: ALLOW_LIST
// says: new String() is not available
package attack;

import exoscope.libos.Env;
import java.util.*;

final class CharsetByName {
    static Object run(Env env) throws Exception {
        return new String(new byte[] {65}, "US-ASCII").equals("A") ? "escaped" : "";
    }
}
