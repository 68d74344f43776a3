// attack: numbers of any length
// verdict: refused
// defence: ALLOW_LIST
// says: new BigInteger() is not available
package attack;

import exoscope.libos.Env;
import java.util.*;

final class BigNumber {
    static Object run(Env env) throws Exception {
        return new java.math.BigInteger("7").pow(3).intValue() == 343 ? "escaped" : "";
    }
}
