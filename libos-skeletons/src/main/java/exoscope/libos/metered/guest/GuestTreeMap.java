package exoscope.libos.metered.guest;

import exoscope.libos.metered.HostStored;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What {@code new TreeMap} makes for a guest: the JDK's own, which compares in metered code. */
public final class GuestTreeMap<K, V> extends TreeMap<K, V> implements HostStored {
    @SuppressWarnings("unchecked")
    public GuestTreeMap() {
        super(new NaturalOrder());
    }

    @SuppressWarnings("unchecked")
    public GuestTreeMap(@Nullable Comparator<? super K> order) {
        super(NaturalOrder.orGiven(order));
    }

    public GuestTreeMap(Map<? extends K, ? extends V> given) {
        this();
        putAll(given);
    }

    @Override
    public void putAll(Map<? extends K, ? extends V> added) {
        Contents.putAll(this, added);
    }
}
