package exoscope.kernel.ebpf;

import java.util.List;

/**
 * What a helper takes and gives.
 *
 * @param number by which programs call it
 * @param name for people
 * @param arguments of r1, r2 and so on, at most 5
 * @param result of r0
 * @param cycles what a call costs, beside what the helper itself charges
 */
public record HelperSignature(int number, String name, List<Argument> arguments, Returned result, int cycles) {
    private static final int MOST_ARGUMENTS = 5;

    public HelperSignature {
        arguments = List.copyOf(arguments);
        if (arguments.size() > MOST_ARGUMENTS) {
            throw new IllegalArgumentException(
                    "helper " + name + " takes " + arguments.size() + " arguments, at most 5");
        }
        for (int i = 0; i < arguments.size(); i++) {
            Argument wanted = arguments.get(i);
            if (wanted.hasSize() && (i + 1 == arguments.size() || arguments.get(i + 1) != Argument.SIZE)) {
                throw new IllegalArgumentException("helper " + name + ": memory must be followed by its size");
            }
        }
    }

    /** What an argument has to be. */
    public enum Argument {
        /** A number. */
        NUMBER,
        /** A region, by its handle. */
        REGION,
        /** A region that the program may write to, by its handle. */
        WRITABLE_REGION,
        /** Initialised memory of 4 bytes: which entry of the region. */
        KEY,
        /** Memory that the helper reads, as long as the next argument says. */
        READS,
        /** Memory that the helper writes, as long as the next argument says. */
        WRITES,
        /** Bytes of the memory before it, at least 1. */
        SIZE;

        boolean hasSize() {
            return this == READS || this == WRITES;
        }
    }

    /** What comes back. */
    public enum Returned {
        /** A number. */
        NUMBER,
        /** The address of an entry of the region that the call names, or 0. */
        ENTRY_OR_NULL
    }
}
