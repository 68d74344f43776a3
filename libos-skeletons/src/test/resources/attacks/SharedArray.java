// attack: a collection that hands out the same large array each time it is copied
// verdict: panic
// defence: LIBRARY
// says: OutOfMemoryError
// sizes: 20 200 20000
// growth: off 3 on 4
package attack;

import exoscope.libos.Env;
import java.util.*;

final class SharedArray {
    static final class Sly implements Collection<Object> {
        static final Object[] ALL = new Object[SIZE];

        public Object[] toArray() { return ALL; }
        public <T> T[] toArray(T[] array) { return array; }
        public int size() { return 1; }
        public boolean isEmpty() { return false; }
        public Iterator<Object> iterator() { return Arrays.asList(ALL).iterator(); }
        public boolean contains(Object wanted) { return false; }
        public boolean add(Object added) { return false; }
        public boolean remove(Object removed) { return false; }
        public boolean containsAll(Collection<?> wanted) { return false; }
        public boolean addAll(Collection<?> added) { return false; }
        public boolean removeAll(Collection<?> removed) { return false; }
        public boolean retainAll(Collection<?> wanted) { return false; }
        public void clear() {}
    }

    static Object run(Env env) {
        Sly sly = new Sly();
        List<List<Object>> kept = new ArrayList<>();
        for (int i = 0; i < 400; i++) kept.add(new ArrayList<>(sly));
        return kept.size();
    }
}
