package exoscope.kernel.ebpf;

import org.jspecify.annotations.Nullable;

/** A region that a program names: an array of equal entries, which the kernel binds when it installs the program. */
public final class RegionSpec {
    /** Bytes that a region may have. */
    static final int MOST_BYTES = 1 << 24;

    private final String name;
    private final int entryBytes;
    private final int entries;
    private final boolean writable;
    /** What it starts with; null for zeros, which take no memory before there is a region. */
    private final byte @Nullable [] contents;

    private RegionSpec(String name, int entryBytes, int entries, boolean writable, byte @Nullable [] contents) {
        this.name = name;
        this.entryBytes = entryBytes;
        this.entries = entries;
        this.writable = writable;
        this.contents = contents;
    }

    /**
     * An array that starts as zeros unless the kernel binds other memory to it.
     *
     * @param entryBytes bytes of an entry, at least 1
     * @param entries how many, at least 1
     * @param writable whether the program may write to it
     */
    public static RegionSpec array(String name, int entryBytes, int entries, boolean writable) {
        if (entryBytes < 1 || entries < 1 || (long) entryBytes * entries > MOST_BYTES) {
            throw RefusedProgramException.whole(
                    "region %s of %d entries of %d bytes: must be at least 1 byte and at most %d"
                            .formatted(name, entries, entryBytes, MOST_BYTES));
        }
        return new RegionSpec(name, entryBytes, entries, writable, null);
    }

    /** A program's own variables, or its constants if they are not writable. */
    public static RegionSpec data(String name, byte[] contents, boolean writable) {
        return new RegionSpec(name, contents.length, 1, writable, contents.clone());
    }

    public String name() {
        return name;
    }

    /** Bytes of an entry: what a lookup gives access to. */
    public int entryBytes() {
        return entryBytes;
    }

    public int entries() {
        return entries;
    }

    /** Bytes of all entries. */
    public int size() {
        return entryBytes * entries;
    }

    public boolean writable() {
        return writable;
    }

    /** Memory of the program's own, with the contents it starts with. */
    public Region create() {
        return new ByteRegion(contents == null ? new byte[size()] : contents.clone());
    }
}
