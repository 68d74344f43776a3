// attack: keys that collide, found in the order of their identities
// verdict: failed
// defence: LIBRARY
// differs: yes
package attack;

import exoscope.libos.Env;
import java.util.*;

final class IdentityOrder {
    static int asked;

    static final class Key {
        public int hashCode() { return 7; }
        public boolean equals(Object other) { asked++; return this == other; }
    }

    static Object run(Env env) {
        Map<Key, Integer> map = new HashMap<>();
        for (int i = 0; i < 80; i++) map.put(new Key(), i);
        for (Key key : new ArrayList<>(map.keySet())) map.get(key);
        return asked;
    }
}
