package exoscope.grading.soak.kernel;

import exoscope.kernel.Capability;
import java.util.ArrayList;
import java.util.List;

/** The capabilities that are about: everybody has all of them, and changes bits in some. */
final class Keys {
    private static final int RECENT = 12;

    private final List<Capability> issued = new ArrayList<>();

    void add(Capability capability) {
        issued.add(capability);
    }

    /** A capability that was issued, or one with changed bits. */
    Capability chosen(int number) {
        Capability real = issued.get(issued.size() - 1 - (number >>> 4) % Math.min(issued.size(), RECENT));
        return switch (number & 15) {
            case 0 -> new Capability(real.name(), real.rights(), real.seal() ^ 1);
            case 1 -> new Capability(real.name(), real.rights() ^ 2, real.seal());
            case 2 -> new Capability(real.name() + 1, real.rights(), real.seal());
            case 3 -> new Capability(real.name(), real.rights(), real.seal() & 0xffff_ffffL);
            case 4 -> issued.getFirst();
            default -> real;
        };
    }

    /** The first capability of a name, or another if there is none. */
    Capability named(long name, Capability otherwise) {
        for (Capability each : issued) {
            if (each.name() == name) {
                return each;
            }
        }
        return otherwise;
    }
}
