package exoscope.grading.soak.kernel;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
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
        ALLOC_COLOUR,
        GUARANTEE,
        END_GUARANTEE,
        /** A load or store. */
        TOUCH,
        ALLOC_SLICE,
        ALLOC_SLICE_AGAIN,
        DEALLOC_SLICE,
        YIELD,
        SCALL,
        ACALL,
        ALLOC_EXTENT,
        ALLOC_EXTENT_AT,
        DEALLOC_EXTENT,
        /** Acknowledges something that is not a frame. */
        ACKNOWLEDGE_ANY,
        PRELOAD_ANY,
        EXPOSED_REQUESTS,
        WRITE_BLOCK,
        READ_BLOCK,
        TRANSFER_BLOCKS,
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
        ADD_TEMPLATE,
        CREATE_ROOT,
        DELETE_ROOT,
        FETCH,
        FETCH_AGAIN,
        REVIVE,
        INSERT,
        INSERT_AGAIN,
        RELEASE_BLOCK,
        FLUSH,
        FLUSH_AGAIN,
        PATCH,
        OWN,
        OWN_AGAIN,
        DISOWN,
        MOVE,
        /** Maps a frame that holds a block, in one of several ways. */
        MAP_CACHED,
        MAP_CACHED_AGAIN,
        EXPOSED_VOLUME,
        WAIT_UNTIL,
        WAIT_UNTIL_AGAIN,
        /** The processor looks at a predicate. */
        LOOK,
        /** A store to a word that somebody may wait for. */
        STORE_EXPOSED_WORD,
        /** A packet comes from the network. */
        ARRIVE,
        UPCALL,
        /** The kernel's own wish for a frame. */
        REVOKE,
        REVOKE_AGAIN,
        /** The kernel's own wish for something that is not a frame. */
        REVOKE_ANY,
        REVOKE_ANY_AGAIN,
        PASS,
        PASS_LONG,
        CREATE,
        DESTROY
    }

    /** What a sequence of calls is mostly about, so that not all sequences are about a little of everything. */
    static List<Kind> theme(RandomGenerator random) {
        List<Kind> all = List.of(KINDS);
        return switch (random.nextInt(6)) {
            case 0 -> between(Kind.ALLOC_SLICE, Kind.TAKE_REPOSSESSIONS);
            case 1 -> between(Kind.BIND_FILTER, Kind.EXPOSED_FILTERS);
            case 2, 3 -> {
                List<Kind> volume = new ArrayList<>(between(Kind.CREATE_ROOT, Kind.EXPOSED_VOLUME));
                volume.addAll(Collections.nCopies(4, Kind.PASS)); // the disk has to get its turn
                yield volume;
            }
            default -> all;
        };
    }

    private static List<Kind> between(Kind first, Kind last) {
        return List.copyOf(EnumSet.range(first, last));
    }

    /** Anything, every other time of a theme. */
    static KernelCall random(RandomGenerator random, List<Kind> theme) {
        boolean other = random.nextBoolean();
        Kind kind = other ? KINDS[random.nextInt(KINDS.length)] : theme.get(random.nextInt(theme.size()));
        boolean drastic = switch (kind) {
            case DESTROY, PASS_LONG, RELEASE_FILTER, ADD_TEMPLATE, DELETE_ROOT -> true;
            default -> false;
        };
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
