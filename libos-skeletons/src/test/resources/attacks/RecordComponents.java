// attack: a record's accessors by reflection
// verdict: refused
// defence: ALLOW_LIST
// says: Class.getRecordComponents() is not available
package attack;

import exoscope.libos.Env;
import java.util.*;

final class RecordComponents {
    static Object run(Env env) throws Exception {
        record Box(int n) {}
        return Box.class.getRecordComponents()[0].getAccessor().getName().equals("n") ? "escaped" : "";
    }
}
