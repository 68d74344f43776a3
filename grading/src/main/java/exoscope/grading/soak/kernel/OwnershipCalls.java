package exoscope.grading.soak.kernel;

import static exoscope.grading.soak.kernel.Difference.same;
import static exoscope.grading.soak.kernel.Difference.unchecked;

import exoscope.grading.soak.kernel.VolumeModel.Entry;
import exoscope.grading.soak.kernel.VolumeTree.Node;
import exoscope.hw.Machine;
import exoscope.hw.PhysicalMemory;
import exoscope.kernel.Capability;
import exoscope.kernel.Exokernel;
import exoscope.kernel.ExokernelVolume.CacheState;
import exoscope.kernel.ExokernelVolume.Move;
import exoscope.kernel.ExokernelVolume.Patch;
import exoscope.kernel.KernelError;
import exoscope.kernel.Resource;
import exoscope.kernel.Result;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The calls about what metadata owns, made of the kernel and of its model. */
final class OwnershipCalls {
    private static final int MOST_PATCHES = 64;

    private final KernelModel model;
    private final VolumeModel volume;
    private final VolumeCalls checks;
    private final Machine machine;

    /** @param error why metadata may not be changed so, or null */
    private record Proposal(@Nullable KernelError error, BlockWords words, SortedMap<Integer, Integer> owned) {
        static Proposal refused(KernelError error) {
            return new Proposal(error, BlockWords.ZEROS, new TreeMap<>());
        }
    }

    OwnershipCalls(KernelModel model, VolumeCalls checks, Machine machine) {
        this.model = model;
        this.checks = checks;
        this.machine = machine;
        volume = model.volume;
    }

    private Proposal propose(int env, int block, @Nullable List<Patch> patches, Capability key) {
        KernelError bad = checks.badBlock(env, block, key);
        if (bad == null && !sensible(patches)) {
            bad = KernelError.BAD_ARGUMENT;
        }
        if (bad == null && !volume.tree.get(block).metadata()) {
            bad = KernelError.BAD_ARGUMENT;
        }
        bad = bad == null ? checks.absent(block) : bad;
        if (bad != null || patches == null) {
            return Proposal.refused(Objects.requireNonNull(bad));
        }
        BlockWords words = entry(block).words.with(patches);
        SortedMap<Integer, Integer> owned = words.owned();
        return owned == null ? Proposal.refused(KernelError.BAD_FUNCTION) : new Proposal(null, words, owned);
    }

    private static boolean sensible(@Nullable List<Patch> patches) {
        return patches != null
                && patches.size() <= MOST_PATCHES
                && patches.stream()
                        .allMatch(patch -> !Objects.isNull(patch)
                                && patch.offset() >= 0
                                && patch.offset()
                                        <= PhysicalMemory.FRAME_BYTES
                                                - patch.bytes().size());
    }

    private Entry entry(int block) {
        return Objects.requireNonNull(volume.cache.get(block));
    }

    private void commit(int block, Proposal proposal) {
        entry(block).words = proposal.words();
        entry(block).state = CacheState.DIRTY;
    }

    private static SortedMap<Integer, Integer> with(SortedMap<Integer, Integer> owned, int first, int n, int type) {
        SortedMap<Integer, Integer> more = new TreeMap<>(owned);
        for (int i = 0; i < n; i++) {
            more.put(first + i, type);
        }
        return more;
    }

    private static SortedMap<Integer, Integer> without(SortedMap<Integer, Integer> owned, int first, int n) {
        SortedMap<Integer, Integer> less = new TreeMap<>(owned);
        less.subMap(first, first + n).clear();
        return less;
    }

    /** A word of a block that changes, in one of many ways. */
    @Nullable
    String patch(int env, Exokernel calls, KernelCall call, int block, Capability key) {
        int word = (call.next() & 1) == 0 ? BlockWords.WORDS - 1 : call.next() % BlockWords.WORDS;
        List<Patch> patches = hostile(call, List.of(Patch.word(Integer.BYTES * word, call.x())));
        KernelError expected = checks.shut(env);
        if (expected == null) {
            Proposal proposal = propose(env, block, patches, key);
            expected = proposal.error();
            if (expected == null && !proposal.owned().equals(volume.tree.get(block).core)) {
                expected = KernelError.BLOCKS_DO_NOT_MATCH;
            }
            if (expected == null) {
                commit(block, proposal);
            }
        }
        return same(expected, calls.volume().patch(block, unchecked(patches), key));
    }

    /** Patches that say so, or sometimes others that make no sense. */
    private static @Nullable List<Patch> hostile(KernelCall call, List<Patch> patches) {
        return switch (call.key() % 80) {
            case 0 -> null;
            case 1 -> List.of(new Patch(call.y() < 0 ? call.y() : -1, List.of((byte) 1)));
            case 2 -> List.of(Patch.word(PhysicalMemory.FRAME_BYTES - 3, 1));
            case 3 -> Collections.nCopies(MOST_PATCHES + 1, Patch.word(0, 0));
            case 4 -> Arrays.asList(Patch.word(0, 0), unchecked((Patch) null));
            case 5 -> List.of(Patch.word(PhysicalMemory.FRAME_BYTES - 4, call.x()));
            case 6 -> List.of();
            default -> patches;
        };
    }

    private static List<Patch> entryPatches(int entry, int first, int n, int type) {
        int at = entry * BlockWords.ENTRY_WORDS * Integer.BYTES;
        return List.of(Patch.word(at, first), Patch.word(at + 4, n), Patch.word(at + 8, type));
    }

    private BlockWords wordsOf(int block) {
        Entry entry = volume.cache.get(block);
        return entry == null ? BlockWords.ZEROS : entry.words;
    }

    @Nullable
    String own(int env, Exokernel calls, KernelCall call, int parent, Resource.Extent extent, Capability key) {
        int first = extent.first();
        int n = extent.blocks();
        int type = call.flag() ? 1 : call.next() % 9 == 0 ? call.y() : 0;
        int place = call.next() % 11 == 0 ? call.next() % 4 : wordsOf(parent).emptyEntry();
        List<Patch> patches = hostile(call, entryPatches(place, first, n, type));
        KernelError shut = checks.shut(env);
        Result<Boolean> result = calls.volume().own(parent, first, n, type, unchecked(patches), key);
        if (shut != null) {
            return same(shut, result);
        }
        Proposal proposal = propose(env, parent, patches, key);
        KernelError expected = proposal.error();
        if (expected == null) {
            expected = checks.notFree(env, extent, type, machine.clock().now());
        }
        if (expected == null && !proposal.owned().equals(with(volume.tree.get(parent).core, first, n, type))) {
            expected = KernelError.BLOCKS_DO_NOT_MATCH;
        }
        if (expected == null) {
            model.resources.met(env, extent);
            Arrays.fill(model.blocks, first, first + n, VolumeModel.CATALOGUED);
            volume.tree.own(volume.tree.get(parent), first, n, type, proposal.owned());
            commit(parent, proposal);
        }
        return same(expected, result);
    }

    /** What an entry of a table says, or another run of blocks. */
    private static Resource.Extent run(KernelCall call, BlockWords words, int entry) {
        int at = entry * BlockWords.ENTRY_WORDS;
        boolean as = call.next() % 7 != 0;
        return as ? new Resource.Extent(words.word(at), words.word(at + 1)) : new Resource.Extent(call.x(), call.y());
    }

    private static int usedEntry(KernelCall call, BlockWords words) {
        int entry = call.next() % BlockWords.ENTRIES;
        for (int i = 0; i < BlockWords.ENTRIES && words.word(entry * BlockWords.ENTRY_WORDS + 1) == 0; i++) {
            entry = (entry + 1) % BlockWords.ENTRIES;
        }
        return entry;
    }

    @Nullable
    String disown(int env, Exokernel calls, KernelCall call, int parent, Capability key) {
        int entry = usedEntry(call, wordsOf(parent));
        Resource.Extent extent = run(call, wordsOf(parent), entry);
        int first = extent.first();
        int n = extent.blocks();
        List<Patch> patches = hostile(call, entryPatches(entry, 0, 0, 0));
        KernelError expected = checks.shut(env);
        if (expected == null) {
            Proposal proposal = propose(env, parent, patches, key);
            expected = proposal.error();
            expected = expected == null ? notOwned(parent, extent) : expected;
            if (expected == null && !proposal.owned().equals(without(volume.tree.get(parent).core, first, n))) {
                expected = KernelError.BLOCKS_DO_NOT_MATCH;
            }
            if (expected == null) {
                for (int block = first; block < first + n; block++) {
                    volume.uncache(block);
                }
                volume.tree.disown(volume.tree.get(parent), first, n, proposal.owned());
                commit(parent, proposal);
                volume.sweep();
            }
        }
        return same(expected, calls.volume().disown(parent, first, n, unchecked(patches), key));
    }

    private @Nullable KernelError notOwned(int parent, Resource.Extent extent) {
        if (!ResourceModel.isExtent(extent)) {
            return KernelError.BAD_ARGUMENT;
        }
        for (int block = extent.first(); block < extent.first() + extent.blocks(); block++) {
            boolean owned = volume.tree.get(parent).core.containsKey(block);
            KernelError bad = owned ? checks.notBarren(block) : KernelError.NOT_OWNER;
            if (bad != null) {
                return bad;
            }
        }
        return null;
    }

    @Nullable
    String move(int env, Exokernel calls, KernelCall call, int from, int to, Capability key) {
        int entry = usedEntry(call, wordsOf(from));
        Resource.Extent extent = run(call, wordsOf(from), entry);
        int type = wordsOf(from).word(entry * BlockWords.ENTRY_WORDS + 2);
        List<Patch> taken = hostile(call, entryPatches(entry, 0, 0, 0));
        int place = wordsOf(to).emptyEntry();
        List<Patch> given = entryPatches(place, extent.first(), extent.blocks(), type);
        KernelError expected = checks.shut(env);
        boolean none = call.key() % 29 == 0;
        if (expected == null && (none || from == to)) {
            expected = KernelError.BAD_ARGUMENT;
        }
        if (expected == null) {
            expected = moved(from, to, extent, propose(env, from, taken, key), propose(env, to, given, key));
        }
        return same(expected, calls.volume().move(unchecked(none ? null : move(from, to, extent, taken, given)), key));
    }

    private static Move move(int from, int to, Resource.Extent extent, @Nullable List<Patch> taken, List<Patch> given) {
        return new Move(from, to, extent.first(), extent.blocks(), unchecked(taken), given);
    }

    private @Nullable KernelError moved(
            int from, int to, Resource.Extent extent, Proposal fromProposal, Proposal toProposal) {
        if (fromProposal.error() != null || toProposal.error() != null) {
            return fromProposal.error() != null ? fromProposal.error() : toProposal.error();
        }
        Node source = volume.tree.get(from);
        Node target = volume.tree.get(to);
        if (!ResourceModel.isExtent(extent) || source.root.id() != target.root.id()) {
            return KernelError.BAD_ARGUMENT;
        }
        int first = extent.first();
        int n = extent.blocks();
        for (int block = first; block < first + n; block++) {
            if (!source.core.containsKey(block)) {
                return KernelError.NOT_OWNER;
            }
            boolean sameType = source.core.get(block).equals(source.core.get(first));
            if (volume.tree.within(target, block) || !sameType) {
                return KernelError.BAD_ARGUMENT;
            }
        }
        SortedMap<Integer, Integer> moved = new TreeMap<>(source.core.subMap(first, first + n));
        SortedMap<Integer, Integer> both = new TreeMap<>(target.core);
        both.putAll(moved);
        if (!fromProposal.owned().equals(without(source.core, first, n))
                || !toProposal.owned().equals(both)) {
            return KernelError.BLOCKS_DO_NOT_MATCH;
        }
        if (!volume.tree.move(source, target, moved, fromProposal.owned(), toProposal.owned())) {
            return KernelError.WRITE_ORDER;
        }
        commit(from, fromProposal);
        commit(to, toProposal);
        return null;
    }
}
