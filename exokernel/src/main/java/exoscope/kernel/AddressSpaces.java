package exoscope.kernel;

import exoscope.hw.trace.Tracer;
import java.util.Arrays;

/**
 * Which environment has which of the hardware's address-space identifiers. There are more environments than identifiers,
 * so one is taken from whoever has one: invisibly, since all that is lost is entries of the hardware TLB, which the
 * software TLB fills again (SOSP'95 §3.3 names address-space identifiers as what invisible revocation is for).
 *
 * <p>Invariant: an identifier belongs to one environment or none, an environment has one identifier or none, and the two
 * agree.
 */
final class AddressSpaces {
    /** Identifiers that environments can have: 1 to 63. 0 is nobody's. */
    static final int COUNT = 63;
    /** No identifier. */
    static final int NONE = 0;

    private final Invariants invariants;
    private final int[] owner = new int[COUNT + 1];
    /** By environment. */
    private int[] asid = new int[COUNT + 1];
    /** Where the search for a victim begins. */
    private int hand = 1;

    AddressSpaces(Invariants invariants) {
        this.invariants = invariants;
    }

    /** A new environment: as long as there are identifiers for all, each has the one of its own number. */
    void open(int env) {
        if (env >= asid.length) {
            asid = Arrays.copyOf(asid, 2 * asid.length);
        }
        if (env <= COUNT) {
            give(env, env);
        }
    }

    /** The identifier of an environment, or {@link #NONE}. */
    int of(int env) {
        return asid[env];
    }

    /** The environment that has an identifier, or nobody. */
    int owner(int asid) {
        return owner[asid];
    }

    /** An identifier for somebody who has none: a free one, or else that of the next in turn, but not of {@code spared}. */
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

    /** Gives an identifier that is free to an environment that has none. */
    void give(int identifier, int env) {
        if (owner[identifier] != Tracer.NO_ENV || asid[env] != NONE) {
            invariants.stop(
                    Invariants.SPACES,
                    "environment %d has %d and gets %d of environment %d"
                            .formatted(env, asid[env], identifier, owner[identifier]));
        }
        owner[identifier] = env;
        asid[env] = identifier;
    }

    /** Takes an environment's identifier, if it has one; no translation may be left under it. */
    void take(int env) {
        owner[asid[env]] = Tracer.NO_ENV;
        asid[env] = NONE;
    }

    /** Goes through all identifiers. */
    void checkAll() {
        for (int identifier = 1; identifier <= COUNT; identifier++) {
            int env = owner[identifier];
            if (env != Tracer.NO_ENV && asid[env] != identifier) {
                invariants.stop(
                        Invariants.SPACES, "identifier " + identifier + " is of " + env + ", which has " + asid[env]);
            }
        }
    }
}
