// attack: a service that the host offers
// verdict: refused
// defence: ALLOW_LIST
// says: ServiceLoader.load() is not available
package attack;

import exoscope.libos.Env;
import java.util.*;

final class ServiceDoor {
    static Object run(Env env) throws Exception {
        return ServiceLoader.load(java.nio.file.spi.FileSystemProvider.class).findFirst() != null ? "escaped" : "";
    }
}
