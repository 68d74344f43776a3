package exoscope.kernel;

import exoscope.hw.trace.Tracer;
import java.util.Arrays;

/**
 * Which address space has which of the hardware's identifiers. An environment has a few address spaces, its contexts, and is
 * in one of them; a space is named by its environment and the context's number, and that of context 0 is the environment's
 * own number. There are more spaces than identifiers, so one is taken from whichever has one: invisibly, since all that is
 * lost is entries of the hardware TLB, which the software TLB fills again (SOSP'95 §3.3 names address-space identifiers as
 * what invisible revocation is for).
 *
 * <p>Invariant: an identifier belongs to one space or none, a space has one identifier or none, and the two agree.
 */
final class AddressSpaces {
    /** Address spaces that an environment can have. */
    static final int CONTEXTS = 4;
    /** Bits of an environment's number; the context's are above them. */
    static final int ENV_BITS = 12;
    /** Identifiers that environments can have: 1 to 63. 0 is nobody's. */
    static final int COUNT = 63;
    /** No identifier. */
    static final int NONE = 0;

    private final Invariants invariants;
    /** Spaces, by identifier. */
    private final int[] owner = new int[COUNT + 1];
    /** By space. */
    private int[] asid = new int[COUNT + 1];
    /** The space that each environment is in. */
    private int[] current = new int[COUNT + 1];
    /** Where the search for a victim begins. */
    private int hand = 1;

    AddressSpaces(Invariants invariants) {
        this.invariants = invariants;
    }

    /** The name of an environment's space. */
    static int space(int env, int context) {
        return context << ENV_BITS | env;
    }

    /** Whose space it is. */
    static int envOf(int space) {
        return space & (1 << ENV_BITS) - 1;
    }

    /** Which of its environment's spaces it is, from 0. */
    static int contextOf(int space) {
        return space >>> ENV_BITS;
    }

    /** A new environment, in its context 0: as long as nobody else has it, it gets the identifier of its own number. */
    void open(int env) {
        makeRoomFor(env);
        if (env >= current.length) {
            current = Arrays.copyOf(current, 2 * current.length);
        }
        current[env] = env;
        if (env <= COUNT && owner[env] == Tracer.NO_ENV) {
            give(env, env);
        }
    }

    private void makeRoomFor(int space) {
        if (space >= asid.length) {
            asid = Arrays.copyOf(asid, Math.max(space + 1, 2 * asid.length));
        }
    }

    /** The space that an environment is in. */
    int current(int env) {
        return current[env];
    }

    /** Has an environment go on in one of its spaces. */
    void enter(int env, int context) {
        int space = space(env, context);
        makeRoomFor(space);
        current[env] = space;
    }

    /** The identifier of the space that an environment is in, or {@link #NONE}. */
    int of(int env) {
        return asid[current[env]];
    }

    /** The identifier of a space, or {@link #NONE}. */
    int ofSpace(int space) {
        return asid[space];
    }

    /** The space that has an identifier, or nobody's. */
    int owner(int asid) {
        return owner[asid];
    }

    /** An identifier for a space that has none: a free one, or else that of the next in turn, but not of {@code spared}. */
    int choose(int spared) {
        for (int candidate = 1; candidate <= COUNT; candidate++) {
            if (owner[candidate] == Tracer.NO_ENV) {
                return candidate;
            }
        }
        int chosen = hand;
        if (owner[chosen] == spared) {
            chosen = after(chosen);
        }
        hand = after(chosen);
        return chosen;
    }

    private static int after(int asid) {
        return asid == COUNT ? 1 : asid + 1;
    }

    /** Gives an identifier that is free to a space that has none. */
    void give(int identifier, int space) {
        if (owner[identifier] != Tracer.NO_ENV || asid[space] != NONE) {
            invariants.stop(
                    Invariants.SPACES,
                    "environment %d has %d and gets %d of environment %d"
                            .formatted(envOf(space), asid[space], identifier, envOf(owner[identifier])));
        }
        owner[identifier] = space;
        asid[space] = identifier;
    }

    /** Takes a space's identifier, if it has one; no translation may be left under it. */
    void take(int space) {
        owner[asid[space]] = Tracer.NO_ENV;
        asid[space] = NONE;
    }

    /** Takes the identifiers of all spaces of an environment. */
    void takeAll(int env) {
        for (int space = env; space < asid.length; space += 1 << ENV_BITS) {
            take(space);
        }
        current[env] = env;
    }

    boolean anythingOf(int env) {
        for (int space = env; space < asid.length; space += 1 << ENV_BITS) {
            if (asid[space] != NONE) {
                return true;
            }
        }
        return false;
    }

    /** Goes through all identifiers. */
    void checkAll() {
        for (int identifier = 1; identifier <= COUNT; identifier++) {
            int space = owner[identifier];
            if (space != Tracer.NO_ENV && asid[space] != identifier) {
                invariants.stop(
                        Invariants.SPACES,
                        "identifier " + identifier + " is of " + envOf(space) + ", which has " + asid[space]);
            }
        }
    }
}
