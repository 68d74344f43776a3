// attack: ending the kit by a method reference
// verdict: refused
// defence: ALLOW_LIST
// says: System.exit() is not available
// child: 77
package attack;

import exoscope.libos.Env;
import java.util.*;
import java.util.function.*;

final class ExitByReference {
    static Object run(Env env) throws Exception {
        IntConsumer exit = System::exit;
        exit.accept(77);
        return 0;
    }
}
