// attack: looking for a text that nearly fits everywhere
// verdict: ended
// defence: LIBRARY
// sizes: 200 2000 5000
// growth: off 15 on 40
package attack;

import exoscope.libos.Env;
import java.util.*;

final class NearMiss {
    static Object run(Env env) throws Exception {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < SIZE; i++) many.append('a');
        return many.toString().indexOf(many.substring(SIZE / 2) + "b");
    }
}
