package exoscope.libos.metered.guest;

import java.util.Collection;
import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What {@code new HashMap} and {@code new LinkedHashMap} make for a guest: a chained hash table whose entries are
 * linked in the order of insertion, in metered code. The JDK's own would search a long chain for nothing, by an order
 * that comes from identity hashes. Keys and values may be null.
 */
@SuppressWarnings({"unchecked", "NullAway", "ReferenceEquality", "NonOverridingEquals"})
public final class GuestMap<K, V> extends LinkedHashMap<K, V> {
    private static final int FIRST_BUCKETS = 16;

    private final boolean byAccess;
    private @Nullable Node<K, V>[] buckets;
    private int count;
    private int changes;
    private @Nullable Node<K, V> first;
    private @Nullable Node<K, V> last;

    private static final class Node<K, V> implements Map.Entry<K, V> {
        private final int hash;
        private final K key;
        private V value;
        private @Nullable Node<K, V> inBucket;
        private @Nullable Node<K, V> before;
        private @Nullable Node<K, V> after;

        Node(int hash, K key, V value) {
            this.hash = hash;
            this.key = key;
            this.value = value;
        }

        @Override
        public K getKey() {
            return key;
        }

        @Override
        public V getValue() {
            return value;
        }

        @Override
        public V setValue(V next) {
            V old = value;
            value = next;
            return old;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other == this || Contents.equal(this, other);
        }

        @Override
        public int hashCode() {
            return Contents.hash(this);
        }

        @Override
        public String toString() {
            return Contents.text(this);
        }
    }

    public GuestMap() {
        this(0, 0.75f, false);
    }

    public GuestMap(int capacity) {
        this(capacity, 0.75f, false);
    }

    public GuestMap(int capacity, float load) {
        this(capacity, load, false);
    }

    public GuestMap(int capacity, float load, boolean byAccess) {
        super(0);
        if (capacity < 0 || !(load > 0)) {
            throw new IllegalArgumentException("a capacity of " + capacity + " with load factor " + load);
        }
        this.byAccess = byAccess;
        int wanted = FIRST_BUCKETS;
        while (wanted < capacity && wanted < 1 << 30) {
            wanted <<= 1;
        }
        buckets = (Node<K, V>[]) new Node<?, ?>[wanted];
    }

    public GuestMap(Map<? extends K, ? extends V> given) {
        this();
        putAll(given);
    }

    private static int spread(int hash) {
        return hash ^ (hash >>> 16);
    }

    private @Nullable Node<K, V> find(@Nullable Object key) {
        int hash = spread(Metering.hashOrZero(key));
        return find(hash, key);
    }

    private @Nullable Node<K, V> find(int hash, @Nullable Object key) {
        Node<K, V> node = buckets[hash & (buckets.length - 1)];
        while (node != null) {
            if (node.hash == hash && (node.key == key || Metering.equalOrNull(key, node.key))) {
                return node;
            }
            node = node.inBucket;
        }
        return null;
    }

    private @Nullable Node<K, V> seen(@Nullable Node<K, V> node) {
        if (byAccess && node != null && node != last) {
            changes++;
            unchain(node);
            chain(node);
        }
        return node;
    }

    private void chain(Node<K, V> node) {
        node.before = last;
        node.after = null;
        if (last == null) {
            first = node;
        } else {
            last.after = node;
        }
        last = node;
    }

    private void unchain(Node<K, V> node) {
        if (node.before == null) {
            first = node.after;
        } else {
            node.before.after = node.after;
        }
        if (node.after == null) {
            last = node.before;
        } else {
            node.after.before = node.before;
        }
    }

    private void insert(int hash, K key, V value) {
        if (count >= buckets.length - (buckets.length >> 2)) {
            grow();
        }
        Node<K, V> node = new Node<>(hash, key, value);
        int bucket = hash & (buckets.length - 1);
        node.inBucket = buckets[bucket];
        buckets[bucket] = node;
        chain(node);
        count++;
        changes++;
    }

    private void grow() {
        Node<K, V>[] larger = (Node<K, V>[]) new Node<?, ?>[buckets.length * 2];
        for (Node<K, V> node = first; node != null; node = node.after) {
            int bucket = node.hash & (larger.length - 1);
            node.inBucket = larger[bucket];
            larger[bucket] = node;
        }
        buckets = larger;
    }

    private void delete(Node<K, V> node) {
        int bucket = node.hash & (buckets.length - 1);
        Node<K, V> at = buckets[bucket];
        if (at == node) {
            buckets[bucket] = node.inBucket;
        } else {
            while (at.inBucket != node) {
                at = at.inBucket;
            }
            at.inBucket = node.inBucket;
        }
        unchain(node);
        count--;
        changes++;
    }

    @Override
    public int size() {
        return count;
    }

    @Override
    public boolean isEmpty() {
        return count == 0;
    }

    @Override
    public @Nullable V get(@Nullable Object key) {
        Node<K, V> node = seen(find(key));
        return node == null ? null : node.value;
    }

    @Override
    public V getOrDefault(@Nullable Object key, V otherwise) {
        Node<K, V> node = seen(find(key));
        return node == null ? otherwise : node.value;
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return find(key) != null;
    }

    @Override
    public boolean containsValue(@Nullable Object value) {
        return Contents.containsValue(this, value);
    }

    @Override
    public @Nullable V put(K key, V value) {
        int hash = spread(Metering.hashOrZero(key));
        Node<K, V> node = seen(find(hash, key));
        if (node != null) {
            return node.setValue(value);
        }
        insert(hash, key, value);
        return null;
    }

    @Override
    public @Nullable V putIfAbsent(K key, V value) {
        int hash = spread(Metering.hashOrZero(key));
        Node<K, V> node = seen(find(hash, key));
        if (node == null) {
            insert(hash, key, value);
            return null;
        }
        V old = node.value;
        node.value = old == null ? value : old;
        return old;
    }

    @Override
    public void putAll(Map<? extends K, ? extends V> added) {
        Contents.putAll(this, added);
    }

    @Override
    public @Nullable V remove(@Nullable Object key) {
        Node<K, V> node = find(key);
        if (node == null) {
            return null;
        }
        delete(node);
        return node.value;
    }

    @Override
    public boolean remove(@Nullable Object key, @Nullable Object value) {
        return Contents.remove(this, key, value);
    }

    @Override
    public boolean replace(K key, V old, V value) {
        return Contents.replace(this, key, old, value);
    }

    @Override
    public @Nullable V replace(K key, V value) {
        Node<K, V> node = seen(find(key));
        return node == null ? null : node.setValue(value);
    }

    @Override
    public void clear() {
        for (int i = 0; i < buckets.length; i++) {
            buckets[i] = null;
        }
        first = null;
        last = null;
        count = 0;
        changes++;
    }

    /** Puts what a function of the guest's made, unless that function itself changed the map. */
    private @Nullable V keep(int hash, K key, @Nullable Node<K, V> node, @Nullable V made, int changesBefore) {
        if (changes != changesBefore) {
            throw new ConcurrentModificationException();
        }
        if (made == null) {
            if (node != null) {
                delete(node);
            }
        } else if (node == null) {
            insert(hash, key, made);
        } else {
            node.value = made;
        }
        return made;
    }

    @Override
    public @Nullable V computeIfAbsent(K key, Function<? super K, ? extends V> function) {
        int hash = spread(Metering.hashOrZero(key));
        Node<K, V> node = seen(find(hash, key));
        if (node != null && node.value != null) {
            return node.value;
        }
        int before = changes;
        V made = function.apply(key);
        return made == null ? null : keep(hash, key, node, made, before);
    }

    @Override
    public @Nullable V computeIfPresent(K key, BiFunction<? super K, ? super V, ? extends V> function) {
        int hash = spread(Metering.hashOrZero(key));
        Node<K, V> node = seen(find(hash, key));
        if (node == null || node.value == null) {
            return null;
        }
        int before = changes;
        return keep(hash, key, node, function.apply(key, node.value), before);
    }

    @Override
    public @Nullable V compute(K key, BiFunction<? super K, ? super V, ? extends V> function) {
        int hash = spread(Metering.hashOrZero(key));
        Node<K, V> node = seen(find(hash, key));
        int before = changes;
        return keep(hash, key, node, function.apply(key, node == null ? null : node.value), before);
    }

    @Override
    public @Nullable V merge(K key, V value, BiFunction<? super V, ? super V, ? extends V> function) {
        Objects.requireNonNull(value);
        int hash = spread(Metering.hashOrZero(key));
        Node<K, V> node = seen(find(hash, key));
        int before = changes;
        V made = node == null || node.value == null ? value : function.apply(node.value, value);
        return keep(hash, key, node, made, before);
    }

    @Override
    public void forEach(BiConsumer<? super K, ? super V> action) {
        int before = changes;
        for (Node<K, V> node = first; node != null; node = node.after) {
            action.accept(node.key, node.value);
            if (changes != before) {
                throw new ConcurrentModificationException();
            }
        }
    }

    @Override
    public void replaceAll(BiFunction<? super K, ? super V, ? extends V> function) {
        int before = changes;
        for (Node<K, V> node = first; node != null; node = node.after) {
            node.value = function.apply(node.key, node.value);
            if (changes != before) {
                throw new ConcurrentModificationException();
            }
        }
    }

    @Override
    public Map.@Nullable Entry<K, V> firstEntry() {
        return first == null ? null : Map.entry(first.key, first.value);
    }

    @Override
    public Map.@Nullable Entry<K, V> lastEntry() {
        return last == null ? null : Map.entry(last.key, last.value);
    }

    @Override
    public Map.@Nullable Entry<K, V> pollFirstEntry() {
        Map.Entry<K, V> entry = firstEntry();
        if (entry != null) {
            delete(first);
        }
        return entry;
    }

    @Override
    public Map.@Nullable Entry<K, V> pollLastEntry() {
        Map.Entry<K, V> entry = lastEntry();
        if (entry != null) {
            delete(last);
        }
        return entry;
    }

    /** The key put last; there must be one. */
    K lastKey() {
        return last.key;
    }

    @Override
    public Set<K> keySet() {
        return new Keys();
    }

    @Override
    public Collection<V> values() {
        return new Values();
    }

    @Override
    public Set<Map.Entry<K, V>> entrySet() {
        return new Entries();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return Contents.equal(this, other);
    }

    @Override
    public int hashCode() {
        return Contents.hash(this);
    }

    @Override
    public String toString() {
        return Contents.text(this);
    }

    private UnsupportedOperationException noSequence() {
        return new UnsupportedOperationException("a map of a libOS cannot be reordered or seen in reverse");
    }

    @Override
    public V putFirst(K key, V value) {
        throw noSequence();
    }

    @Override
    public V putLast(K key, V value) {
        throw noSequence();
    }

    @Override
    public SequencedMap<K, V> reversed() {
        throw noSequence();
    }

    private final class Walk<T> implements Iterator<T> {
        private final int part;
        private @Nullable Node<K, V> next = first;
        private @Nullable Node<K, V> current;
        private int expected = changes;

        Walk(int part) {
            this.part = part;
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public T next() {
            if (changes != expected) {
                throw new ConcurrentModificationException();
            }
            if (next == null) {
                throw new NoSuchElementException();
            }
            current = next;
            next = current.after;
            return (T) (part == 0 ? current.key : part == 1 ? current.value : current);
        }

        @Override
        public void remove() {
            if (current == null) {
                throw new IllegalStateException();
            }
            if (changes != expected) {
                throw new ConcurrentModificationException();
            }
            delete(current);
            current = null;
            expected = changes;
        }
    }

    private final class Keys extends GuestView<K> implements Set<K> {
        @Override
        public Iterator<K> iterator() {
            return new Walk<>(0);
        }

        @Override
        public int size() {
            return count;
        }

        @Override
        public boolean contains(@Nullable Object key) {
            return containsKey(key);
        }

        @Override
        public boolean remove(@Nullable Object key) {
            Node<K, V> node = find(key);
            if (node != null) {
                delete(node);
            }
            return node != null;
        }
    }

    private final class Values extends GuestView<V> {
        @Override
        public Iterator<V> iterator() {
            return new Walk<>(1);
        }

        @Override
        public int size() {
            return count;
        }
    }

    private final class Entries extends GuestView<Map.Entry<K, V>> implements Set<Map.Entry<K, V>> {
        @Override
        public Iterator<Map.Entry<K, V>> iterator() {
            return new Walk<>(2);
        }

        @Override
        public int size() {
            return count;
        }
    }
}
