// attack: writing and reading an object as bytes
// verdict: refused
// defence: ALLOW_LIST
// says: is not available
package attack;

import exoscope.libos.Env;
import java.util.*;

final class Serialization {
    static Object run(Env env) throws Exception {
        var bytes = new java.io.ByteArrayOutputStream();
        new java.io.ObjectOutputStream(bytes).writeObject("x");
        return new java.io.ObjectInputStream(new java.io.ByteArrayInputStream(bytes.toByteArray())).readObject().equals("x") ? "escaped" : "";
    }
}
