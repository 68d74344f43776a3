package exoscope.kernel;

import java.util.Comparator;

/** What the kernel gives out by name and can ask back (SOSP'95 §3.3), each kind in a unit of its own. */
public sealed interface Resource {
    /** By kind, and within a kind by name. */
    Comparator<Resource> ORDER = Comparator.comparing(Resource::kind)
            .thenComparingInt(Resource::name)
            .thenComparingInt(Resource::units);

    /** The kinds. */
    enum Kind {
        FRAME,
        SLICE,
        EXTENT,
        FILTER
    }

    /** A frame of memory. Its state is its contents, which can be saved to a block. */
    record Frame(int frame) implements Resource {}

    /** A position of the CPU vector. It has no state that could be lost: what runs in it runs to its end. */
    record Slice(int position) implements Resource {}

    /** Consecutive disk blocks. Their state is their contents, which can be copied to other blocks. */
    record Extent(int first, int blocks) implements Resource {
        /** Whether the two have a block in common. */
        boolean overlaps(Extent other) {
            return first < other.first + other.blocks && other.first < first + blocks;
        }

        /** Whether all blocks of another are in this one. */
        boolean contains(Extent other) {
            return first <= other.first && other.first + other.blocks <= first + blocks;
        }
    }

    /** A packet filter. Its state is in its owner's own frames, where packets wait in the ring: nothing is lost with it. */
    record Filter(int filter) implements Resource {}

    default Kind kind() {
        return switch (this) {
            case Frame frame -> Kind.FRAME;
            case Slice slice -> Kind.SLICE;
            case Extent extent -> Kind.EXTENT;
            case Filter filter -> Kind.FILTER;
        };
    }

    /** The frame, position, first block or filter. */
    default int name() {
        return switch (this) {
            case Frame frame -> frame.frame();
            case Slice slice -> slice.position();
            case Extent extent -> extent.first();
            case Filter filter -> filter.filter();
        };
    }

    /** How much it is, in what guarantees and shares of its kind are counted in: blocks of an extent, else 1. */
    default int units() {
        return this instanceof Extent extent ? extent.blocks() : 1;
    }

    /** As sentences name it. */
    default String inWords() {
        return inWords(kind(), name(), units());
    }

    /** As sentences name a resource of which these are known. */
    static String inWords(Kind kind, int name, int units) {
        return switch (kind) {
            case FRAME -> "frame " + name;
            case SLICE -> "slice " + name;
            case EXTENT -> units == 1 ? "block " + name : "blocks %d to %d".formatted(name, name + units - 1);
            case FILTER -> "filter " + name;
        };
    }
}
