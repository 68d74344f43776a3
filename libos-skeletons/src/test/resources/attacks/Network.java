// attack: a socket
// verdict: refused
// defence: ALLOW_LIST
// says: new ServerSocket() is not available
package attack;

import exoscope.libos.Env;
import java.util.*;

final class Network {
    static Object run(Env env) throws Exception {
        try (var socket = new java.net.ServerSocket()) {
            return socket.isBound() ? "" : "escaped";
        }
    }
}
