package exoscope.kernel;

import org.jspecify.annotations.Nullable;

/** Makes capabilities and tells real ones from invented ones. The seal is SipHash-2-4 of name and rights. */
final class CapabilityMint {
    /** Name of the capability that everybody has: names are given from 1 up, and never get there. */
    static final long WELL_KNOWN = -1;

    private final long key0;
    private final long key1;
    private long nextName;

    /** @param seed the run's seed; two kernels with one seed seal alike, so that a run can be repeated */
    CapabilityMint(long seed) {
        this(seed, 1);
    }

    /** @param firstName the first name that has not been given yet */
    CapabilityMint(long seed, long firstName) {
        nextName = firstName;
        key0 = mix(seed + 0x9e37_79b9_7f4a_7c15L);
        key1 = mix(key0 ^ seed);
    }

    /** A capability for a name that nothing else has, with all rights. */
    Capability fresh() {
        return sealed(nextName++, Capability.READ_WRITE);
    }

    /** The capability that everybody has, the same in every kernel of this seed. */
    Capability wellKnown() {
        return sealed(WELL_KNOWN, Capability.READ_WRITE);
    }

    Capability sealed(long name, int rights) {
        return new Capability(name, rights, seal(name, rights));
    }

    boolean genuine(@Nullable Capability capability) {
        return capability != null && capability.seal() == seal(capability.name(), capability.rights());
    }

    private long seal(long name, int rights) {
        SipRounds state = new SipRounds(key0, key1);
        state.absorb(name);
        state.absorb(rights);
        state.absorb(16L << 56); // SipHash ends with the message length in bytes in the top byte
        return state.finish();
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xbf58_476d_1ce4_e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d0_49bb_1331_11ebL;
        return z ^ (z >>> 31);
    }

    /** SipHash-2-4 (Aumasson and Bernstein, 2012): two rounds a word, four at the end. */
    private static final class SipRounds {
        private long v0;
        private long v1;
        private long v2;
        private long v3;

        SipRounds(long key0, long key1) {
            v0 = key0 ^ 0x736f_6d65_7073_6575L;
            v1 = key1 ^ 0x646f_7261_6e64_6f6dL;
            v2 = key0 ^ 0x6c79_6765_6e65_7261L;
            v3 = key1 ^ 0x7465_6462_7974_6573L;
        }

        void absorb(long word) {
            v3 ^= word;
            rounds(2);
            v0 ^= word;
        }

        long finish() {
            v2 ^= 0xff;
            rounds(4);
            return v0 ^ v1 ^ v2 ^ v3;
        }

        private void rounds(int count) {
            for (int i = 0; i < count; i++) {
                v0 += v1;
                v1 = Long.rotateLeft(v1, 13) ^ v0;
                v0 = Long.rotateLeft(v0, 32);
                v2 += v3;
                v3 = Long.rotateLeft(v3, 16) ^ v2;
                v0 += v3;
                v3 = Long.rotateLeft(v3, 21) ^ v0;
                v2 += v1;
                v1 = Long.rotateLeft(v1, 17) ^ v2;
                v2 = Long.rotateLeft(v2, 32);
            }
        }
    }
}
