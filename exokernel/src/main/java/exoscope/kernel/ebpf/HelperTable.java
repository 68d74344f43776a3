package exoscope.kernel.ebpf;

import java.util.Collections;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The helpers that a type of programs may call, by number. The kernel fills one for each type. */
public final class HelperTable {
    /** No helpers. */
    public static final HelperTable NONE = new HelperTable(Collections.emptyNavigableMap());

    private final NavigableMap<Integer, Entry> entries;

    private HelperTable(NavigableMap<Integer, Entry> entries) {
        this.entries = entries;
    }

    /** A helper: what it takes, and what it does. */
    public record Entry(HelperSignature signature, HelperFunction function) {}

    /** This table and one helper more; a number that was taken gets the new one. */
    public HelperTable with(HelperSignature signature, HelperFunction function) {
        NavigableMap<Integer, Entry> more = new TreeMap<>(entries);
        more.put(signature.number(), new Entry(signature, function));
        return new HelperTable(more);
    }

    /** The helper with a number, if there is one. */
    public Optional<Entry> find(int number) {
        return Optional.ofNullable(entries.get(number));
    }

    Entry get(int number) {
        return find(number).orElseThrow(() -> new IllegalStateException("no helper " + number));
    }
}
