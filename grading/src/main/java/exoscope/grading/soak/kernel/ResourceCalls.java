package exoscope.grading.soak.kernel;

import static exoscope.grading.soak.kernel.Difference.same;

import exoscope.grading.soak.kernel.KernelModel.Mapping;
import exoscope.grading.soak.kernel.KernelModel.Page;
import exoscope.hw.Machine;
import exoscope.hw.cpu.Tlb;
import exoscope.kernel.Capability;
import exoscope.kernel.Cost;
import exoscope.kernel.Exokernel;
import exoscope.kernel.Kernel;
import exoscope.kernel.KernelError;
import exoscope.kernel.Resource;
import exoscope.kernel.Result;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The calls about slices, extents, guaranteed mappings and revocation of any kind, made of the kernel and of its model. */
final class ResourceCalls {
    private static final int FIRST_GUARANTEED = 0x70000;
    private static final int USER_PAGES = 1 << 19;
    private static final int MOST_GUARANTEED = 8;

    private final KernelModel model;
    private final ResourceModel resources;
    private final Machine machine;

    ResourceCalls(KernelModel model, Machine machine) {
        this.model = model;
        this.machine = machine;
        resources = model.resources;
    }

    /** The cycle at which a call that is made now looks at claims. */
    private long entered() {
        return machine.clock().now() + Cost.SYSTEM_CALL.cycles();
    }

    /** Any resource, mostly one that there is. */
    private Resource resource(KernelCall call) {
        return switch (call.next() % 3) {
            case 0 -> new Resource.Slice(call.x());
            case 1 -> new Resource.Extent(model.volume.block(call.x()), call.flag() ? 1 + (call.y() & 3) : call.y());
            default -> new Resource.Filter(call.x());
        };
    }

    /** One that is asked for, or any. */
    Resource asked(KernelCall call) {
        List<Resource> open = List.copyOf(resources.open.keySet());
        return open.isEmpty() || call.x() < 0 || call.next() < 1 << 13
                ? resource(call)
                : open.get(call.x() % open.size());
    }

    /** An extent of an environment's, or any resource that somebody has. */
    Resource owned(int env, KernelCall call) {
        List<Integer> own = model.blocksOf(env);
        boolean extent = call.flag() && !own.isEmpty() && call.x() >= 0;
        return extent ? new Resource.Extent(own.get(call.x() % own.size()), 1 + call.next() % 2) : owned(call);
    }

    /** One that somebody has, or any. */
    Resource owned(KernelCall call) {
        List<Integer> filters = List.copyOf(model.packets.filters.keySet());
        return call.next() % 3 != 2 || filters.isEmpty() || call.x() < 0
                ? resource(call)
                : new Resource.Filter(filters.get(call.x() % filters.size()));
    }

    @Nullable
    String allocSlice(int env, Exokernel calls, int position) {
        Resource.Slice slice = new Resource.Slice(position);
        if (position < 0 || position >= KernelModel.SLICES) {
            return same(KernelError.BAD_ARGUMENT, calls.allocSlice(position));
        }
        if (!model.lives(env)) {
            return same(KernelError.NOT_OWNER, calls.allocSlice(position));
        }
        long now = entered();
        int owner = model.slices[position];
        if (resources.kept(env, slice, now) || owner == env) {
            return same(KernelError.IN_USE, calls.allocSlice(position));
        }
        if (owner != 0) {
            List<Resource> ask = resources.toAskFor(env, slice, List.of(slice), now);
            return refused(env, slice, ask, calls.allocSlice(position));
        }
        model.slices[position] = env;
        resources.met(env, slice);
        return same((KernelError) null, calls.allocSlice(position));
    }

    /** What others have was refused: for now if it should have been asked for, else for good. */
    private @Nullable String refused(int env, Resource wanted, @Nullable List<Resource> ask, Result<?> result) {
        if (ask == null) {
            String difference = same(List.of(), resources.requested);
            return difference == null ? same(KernelError.IN_USE, result) : difference;
        }
        String difference = resources.staked(env, wanted, null, ask);
        return difference == null ? same(KernelError.SHORT, result) : difference;
    }

    @Nullable
    String deallocSlice(int env, Exokernel calls, int position) {
        boolean own = position >= 0 && position < KernelModel.SLICES && model.slices[position] == env;
        Result<Boolean> result = calls.deallocSlice(position);
        if (own) {
            model.slices[position] = 0;
        }
        return same(own ? null : KernelError.NOT_OWNER, result);
    }

    @Nullable
    String allocExtent(int env, Exokernel calls, int n) {
        noteWiped(calls);
        long now = entered();
        int first = -1;
        for (int at = 0; n >= 1 && n <= KernelModel.BLOCKS && first < 0 && at + n <= KernelModel.BLOCKS; at++) {
            Resource.Extent here = new Resource.Extent(at, n);
            boolean free = Arrays.stream(model.blocks, at, at + n).allMatch(owner -> owner == 0);
            first = free && !resources.kept(env, here, now) ? at : -1;
        }
        first = model.lives(env) ? first : -1;
        Result<Integer> result = calls.allocExtent(n);
        if (first < 0) {
            KernelError unavailable = model.lives(env) ? KernelError.SHORT : KernelError.NOT_OWNER;
            return same(n < 1 ? KernelError.BAD_ARGUMENT : unavailable, result);
        }
        Arrays.fill(model.blocks, first, first + n, env);
        resources.met(env, new Resource.Extent(first, n));
        return same(first, result.get());
    }

    @Nullable
    String allocExtentAt(int env, Exokernel calls, Resource.Extent extent) {
        noteWiped(calls);
        long now = entered();
        int first = extent.first();
        int n = extent.blocks();
        if (!ResourceModel.isExtent(extent)) {
            return same(KernelError.BAD_ARGUMENT, calls.allocExtentAt(first, n));
        }
        if (!model.lives(env)) {
            return same(KernelError.NOT_OWNER, calls.allocExtentAt(first, n));
        }
        boolean own = Arrays.stream(model.blocks, first, first + n).anyMatch(owner -> owner == env);
        boolean forGood = IntStream.range(first, first + n).anyMatch(model.volume::keepsForGood);
        if (resources.kept(env, extent, now) || own || forGood) {
            return same(KernelError.IN_USE, calls.allocExtentAt(first, n));
        }
        if (Arrays.stream(model.blocks, first, first + n).anyMatch(owner -> owner > 0)) {
            List<Resource> ask = resources.toAskFor(env, extent, ofOthers(extent), now);
            return refused(env, extent, ask, calls.allocExtentAt(first, n));
        }
        if (Arrays.stream(model.blocks, first, first + n).anyMatch(owner -> owner < 0)) {
            boolean claimed = resources.claims(env, extent, now);
            Result<Integer> result = calls.allocExtentAt(first, n);
            String difference = claimed ? resources.staked(env, extent, null, List.of()) : null;
            return difference == null ? same(KernelError.SHORT, result) : difference;
        }
        Arrays.fill(model.blocks, first, first + n, env);
        resources.met(env, extent);
        return same(first, calls.allocExtentAt(first, n).get());
    }

    /** What others have of an extent and is not asked for, run by run. */
    private List<Resource.Extent> ofOthers(Resource.Extent extent) {
        Map<Integer, Resource.Extent> runs = new TreeMap<>();
        int begin = -1;
        for (int block = extent.first(); block < extent.first() + extent.blocks(); block++) {
            Resource.Extent here = new Resource.Extent(block, 1);
            boolean asked = resources.open.keySet().stream().anyMatch(each -> ResourceModel.shared(each, here));
            if (model.blocks[block] <= 0 || asked) {
                begin = -1;
                continue;
            }
            begin = begin >= 0 && model.blocks[begin] == model.blocks[block] ? begin : block;
            runs.put(begin, new Resource.Extent(begin, block - begin + 1));
        }
        return new ArrayList<>(runs.values());
    }

    @Nullable
    String deallocExtent(int env, Exokernel calls, Resource.Extent extent) {
        KernelError expected = null;
        boolean partly = resources.open.keySet().stream()
                .anyMatch(each -> !each.equals(extent) && ResourceModel.shared(each, extent));
        if (!ResourceModel.isExtent(extent)) {
            expected = KernelError.BAD_ARGUMENT;
        } else if (resources.owner(extent) != env) {
            expected = KernelError.NOT_OWNER;
        } else if (partly) {
            expected = KernelError.IN_USE;
        }
        Result<Boolean> result = calls.deallocExtent(extent.first(), extent.blocks());
        if (expected == null) {
            resources.loseBlocks(env, extent);
        }
        return same(expected, result);
    }

    @Nullable
    String acknowledge(int env, Exokernel calls, Resource resource) {
        KernelModel.Request request = resources.open.get(resource);
        boolean asked = request != null && request.env() == env;
        Result<Boolean> result = calls.acknowledge(resource);
        if (asked) {
            switch (resource) {
                case Resource.Slice slice -> model.slices[slice.position()] = 0;
                case Resource.Extent extent -> resources.loseBlocks(env, extent);
                case Resource.Filter filter -> {
                    PacketModel.Bound bound = model.packets.filters.get(filter.filter());
                    if (bound != null) {
                        model.packets.remove(bound, model);
                    }
                }
                case Resource.Frame frame -> throw new IllegalStateException("frames are another matter");
            }
        }
        return same(asked ? null : KernelError.NO_REVOCATION, result);
    }

    @Nullable
    String preload(int env, Exokernel calls, Resource resource, int block) {
        KernelError expected = null;
        Resource.Extent place = new Resource.Extent(block, resource.units());
        if (!(resource instanceof Resource.Extent extent) || !ResourceModel.isExtent(extent)) {
            expected = KernelError.BAD_ARGUMENT;
        } else if (!model.lives(env) || resources.owner(extent) != env || resources.owner(place) != env) {
            expected = KernelError.NOT_OWNER;
        } else if (ResourceModel.shared(extent, place)) {
            expected = KernelError.BAD_ARGUMENT;
        } else if (model.env(env).destinedFor(block, extent.blocks(), extent)) {
            expected = KernelError.IN_USE;
        } else {
            Map<Resource.Extent, Integer> places = model.env(env).places;
            places.keySet().removeIf(each -> ResourceModel.shared(each, extent));
            places.put(extent, block);
        }
        return same(expected, calls.preloadRepossession(resource, block));
    }

    @Nullable
    String revoke(Kernel kernel, Resource resource) {
        return same(resources.mayAsk(resource), kernel.revoke(resource));
    }

    @Nullable
    String guarantee(int env, Exokernel calls, int page, int frame, boolean writable, Capability key) {
        int rights = writable ? Capability.READ_WRITE : Capability.READ;
        KernelError expected = model.badFrame(env, frame, key, rights, false);
        if (expected == null && (page < FIRST_GUARANTEED || page >= USER_PAGES)) {
            expected = KernelError.BAD_ARGUMENT;
        }
        Page here = new Page(env, page);
        long has = model.promised.keySet().stream()
                .filter(each -> each.env() == env)
                .count();
        if (expected == null && has == MOST_GUARANTEED && !model.promised.containsKey(here)) {
            expected = KernelError.QUOTA;
        }
        if (expected == null && model.volume.keepsFrom(frame, writable)) {
            expected = KernelError.IN_USE;
        }
        Result<Boolean> result = calls.guarantee(page, frame, writable, key);
        if (expected == null) {
            model.volume.mapped(frame, writable);
            model.translations.remove(here);
            model.promised.put(here, new Mapping(frame, writable));
        }
        return same(expected, result);
    }

    @Nullable
    String endGuarantee(int env, Exokernel calls, int page) {
        if (model.promised.remove(new Page(env, page)) != null) {
            model.translations.remove(new Page(env, page));
        }
        return same((KernelError) null, calls.endGuarantee(page));
    }

    /** A load or store: a guaranteed page never misses, and no page leads where it should not. */
    @Nullable
    String touch(int env, Kernel kernel, int page, boolean store) {
        if (!model.lives(env) || page < 0 || page >= USER_PAGES) {
            return null;
        }
        Page here = new Page(env, page);
        Mapping promised = model.promised.get(here);
        long physical = kernel.translate(env, page << 12, store);
        if (promised != null) {
            model.translations.put(here, promised);
        }
        Mapping mapping = model.translations.get(here);
        if (physical == Tlb.MISS) {
            return promised == null ? null : "guaranteed page %d of %d was missed".formatted(page, env);
        }
        if (mapping == null) {
            return "page %d of %d leads to 0x%x".formatted(page, env, physical);
        }
        if (store && !mapping.writable()) {
            return same(Tlb.READ_ONLY, physical);
        }
        String difference = same((long) mapping.frame() << 12, physical);
        return difference == null && store ? stored(mapping.frame(), page) : difference;
    }

    /** A store goes on to memory, if there is anything to be seen from that. */
    private @Nullable String stored(int frame, int value) {
        int word = BlockWords.WORDS - 1;
        if (model.volume.ofFrame(frame) != null) {
            machine.memory().setWord((frame << 12) + Integer.BYTES * word, value);
        }
        return model.volume.stored(frame, word, value);
    }

    @Nullable
    String exposed(int env, Exokernel calls) {
        List<Exokernel.PendingRevocation> expected = new ArrayList<>();
        model.requests.forEach((frame, request) ->
                expected.add(new Exokernel.PendingRevocation(request.env(), frame, request.deadline())));
        resources.open.forEach((resource, request) ->
                expected.add(new Exokernel.PendingRevocation(request.env(), resource, request.deadline())));
        String difference = same(expected, calls.allRevocations());
        List<Exokernel.Translation> guaranteed = model.promised.entrySet().stream()
                .filter(each -> each.getKey().env() == env)
                .map(each -> new Exokernel.Translation(
                        env,
                        each.getKey().page(),
                        each.getValue().frame(),
                        each.getValue().writable()))
                .toList();
        return difference == null ? same(guaranteed, calls.guaranteedMappings()) : difference;
    }

    /** Blocks that the disk has wiped in the meantime are free. */
    void noteWiped(Exokernel calls) {
        for (int block = 0; block < KernelModel.BLOCKS; block++) {
            if (model.blocks[block] == -1) {
                model.blocks[block] = calls.ownerOfBlock(block);
            }
        }
    }
}
