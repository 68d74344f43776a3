// attack: a part of a part of a list, and so on, looked into
// verdict: panic
// defence: LIBRARY
// says: StackOverflowError
// sizes: 10 100 2000
// growth: off 15 on 25
package attack;

import exoscope.libos.Env;
import java.util.*;

final class PartsOfParts {
    static Object run(Env env) throws Exception {
        List<Integer> part = new ArrayList<>(List.of(1, 2));
        for (int i = 0; i < SIZE; i++) part = part.subList(0, part.size());
        int sum = 0;
        for (int i = 0; i < SIZE; i++) sum += part.get(1);
        return sum;
    }
}
