package exoscope.libos.metered.guest;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An entry of a {@link GuestMap}, linked to the others in its bucket and to those that came before and after it. */
final class GuestMapNode<K, V> implements Map.Entry<K, V> {
    final int hash;
    final K key;
    V value;

    @Nullable
    GuestMapNode<K, V> inBucket;

    @Nullable
    GuestMapNode<K, V> before;

    @Nullable
    GuestMapNode<K, V> after;

    GuestMapNode(int hash, K key, V value) {
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
