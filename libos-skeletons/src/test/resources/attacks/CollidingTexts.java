// attack: texts that have all the same hash, as keys
// verdict: ended
// defence: LIBRARY
// sizes: 5 9 10
// growth: off 24 on 40
package attack;

import exoscope.libos.Env;
import java.util.*;

final class CollidingTexts {
    static Object run(Env env) throws Exception {
        List<String> keys = new ArrayList<>(List.of(""));
        for (int i = 0; i < SIZE; i++) {
            List<String> longer = new ArrayList<>();
            for (String key : keys) {
                longer.add(key + "Aa");
                longer.add(key + "BB");
            }
            keys = longer;
        }
        Map<List<String>, Integer> map = new HashMap<>();
        for (String key : keys) map.put(List.of(key), 1);
        return map.size();
    }
}
