package exoscope.grading.soak.kernel;

import java.util.random.RandomGenerator;

/**
 * One thing that happens: a call of some environment, or something done to it. Numbers are taken relative to what there is
 * when it happens, so that a sequence from which some are left out still makes sense.
 *
 * @param env which environment, the dead included
 * @param x first argument, as it is
 * @param y second argument, as it is
 * @param flag a yes or no
 * @param key which of the capabilities that are about, and what was done to its bits
 * @param next another capability
 */
record KernelCall(Kind kind, int env, int x, int y, boolean flag, int key, int next) {
    private static final int[] EXTREMES = {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, 1 << 20, 1 << 19, -4096, 0};
    private static final Kind[] KINDS = Kind.values();

    enum Kind {
        NEW_CAPABILITY,
        RESTRICT,
        ALLOC_PAGES,
        ALLOC_MANY,
        ALLOC_FRAME,
        DEALLOC,
        CHANGE_GUARD,
        TLB_WRITE,
        TLB_WRITE_SHARED,
        TLB_DELETE,
        PROT_CTRL,
        ALLOC_SLICE,
        DEALLOC_SLICE,
        YIELD,
        SCALL,
        ACALL,
        ALLOC_EXTENT,
        WRITE_BLOCK,
        READ_BLOCK,
        ACKNOWLEDGE,
        PRELOAD,
        TAKE_REPOSSESSIONS,
        EXPOSED,
        SLICE_UPCALLS,
        INTERRUPTS_OFF,
        BIND_WORDS,
        STORE_WORD,
        BIND_EXCEPTION_HANDLER,
        RELEASE_EXCEPTION_HANDLER,
        /** Machine code is interrupted. */
        INTERRUPT,
        END_HANDLING,
        PENDING,
        WRITE_RANGE,
        PROTECT_RANGE,
        BIND_FILTER,
        BIND_FILTER_AGAIN,
        RELEASE_FILTER,
        POST_BUFFERS,
        ATTACH_HANDLER,
        SEND_PACKET,
        SCRIBBLE_RING,
        EXPOSED_FILTERS,
        /** A packet comes from the network. */
        ARRIVE,
        UPCALL,
        /** The kernel's own wish for a frame. */
        REVOKE,
        REVOKE_AGAIN,
        PASS,
        PASS_LONG,
        CREATE,
        DESTROY
    }

    static KernelCall random(RandomGenerator random) {
        Kind kind = KINDS[random.nextInt(KINDS.length)];
        boolean drastic = kind == Kind.DESTROY || kind == Kind.PASS_LONG || kind == Kind.RELEASE_FILTER;
        if (drastic ? random.nextInt(5) != 0 : kind == Kind.CREATE && random.nextBoolean()) {
            kind = Kind.ALLOC_PAGES;
        }
        return new KernelCall(
                kind,
                random.nextInt(64),
                argument(random),
                argument(random),
                random.nextBoolean(),
                random.nextInt(1 << 16),
                random.nextInt(1 << 16));
    }

    private static int argument(RandomGenerator random) {
        return random.nextInt(12) == 0 ? EXTREMES[random.nextInt(EXTREMES.length)] : random.nextInt(14);
    }
}
