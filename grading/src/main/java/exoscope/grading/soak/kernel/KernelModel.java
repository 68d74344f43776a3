package exoscope.grading.soak.kernel;

import exoscope.hw.PhysicalMemory;
import exoscope.kernel.Capability;
import exoscope.kernel.Exokernel;
import exoscope.kernel.KernelError;
import exoscope.kernel.KernelEvent;
import exoscope.kernel.Resource;
import exoscope.kernel.Upcall;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What the kernel should know: maps, without cost, caches or hardware. What happens by itself, at a moment that the machine
 * decides, is taken from the trace and checked against what may happen.
 */
final class KernelModel {
    /** Frames for environments. */
    static final int FRAMES = 14;
    /** Buffers of the network interface. */
    static final int PACKET_BUFFERS = 8;
    /** Frames of the machine: behind those of the environments are the network's. */
    static final int ALL_FRAMES = FRAMES + 1 + (PACKET_BUFFERS + 8) / 2;

    static final int KERNEL = -1;
    static final int BLOCKS = 34;
    static final int SLICES = 6;
    static final long DEADLINE = 3_000;
    /** Cycles after which a demand that is not repeated lapses. */
    private static final long LAPSES_AFTER = 2_000_000;

    record Request(int env, long deadline) {}

    record Page(int env, int page) {}

    record Mapping(int frame, boolean writable) {}

    record Loss(int frame, int block) {}

    record Demand(int frames, long until, long order) {}

    final List<ModelEnvironment> environments = new ArrayList<>();
    final Set<Capability> issued = new HashSet<>();
    final int[] owner = new int[ALL_FRAMES];
    final long[] guard = new long[ALL_FRAMES];
    final int[] blocks = new int[BLOCKS];
    final int[] slices = new int[SLICES];
    final Map<Integer, Request> requests = new TreeMap<>();
    final Map<Page, Mapping> translations = new HashMap<>();
    /** The rights of the capabilities that translations were admitted with. */
    final Map<Page, Integer> admitted = new HashMap<>();

    final BlockCalls transfers = new BlockCalls(this);
    /** Callee by caller. */
    final Map<Integer, Integer> callees = new TreeMap<>();

    /** Guaranteed mappings. */
    final Map<Page, Mapping> promised =
            new TreeMap<>(Comparator.comparingInt(Page::env).thenComparingInt(Page::page));

    final PacketModel packets = new PacketModel();
    final ResourceModel resources = new ResourceModel(this);
    final VolumeModel volume = new VolumeModel(this);
    final PredicateModel predicates;

    private final Map<Integer, Demand> demands = new TreeMap<>();
    private long nextOrder;
    /** The environment that is being destroyed, or 0. */
    private int dying;

    private @Nullable Loss losing;

    KernelModel(PhysicalMemory memory) {
        predicates = new PredicateModel(this, memory);
        Arrays.fill(owner, FRAMES, ALL_FRAMES, KERNEL);
    }

    /** The kernel keeps file systems on the disk: it has yet to wipe the blocks that are none of theirs. */
    void beginVolume() {
        Arrays.fill(blocks, -1);
        volume.begin();
    }

    ModelEnvironment env(int id) {
        return environments.get(id - 1);
    }

    boolean lives(int id) {
        return id >= 1 && id <= environments.size() && env(id).alive;
    }

    /** Frames of an environment, ascending. */
    List<Integer> framesOf(int env) {
        List<Integer> frames = new ArrayList<>();
        for (int frame = 0; frame < FRAMES; frame++) {
            if (owner[frame] == env) {
                frames.add(frame);
            }
        }
        return frames;
    }

    List<Integer> blocksOf(int env) {
        List<Integer> own = new ArrayList<>();
        for (int block = 0; block < BLOCKS; block++) {
            if (blocks[block] == env) {
                own.add(block);
            }
        }
        return own;
    }

    static boolean isFrame(int frame) {
        return frame >= 0 && frame < ALL_FRAMES;
    }

    boolean ownsBlock(int env, int block) {
        return block >= 0 && block < BLOCKS && blocks[block] == env;
    }

    /** Why a capability in the hands of an environment is no good, or null. */
    @Nullable
    KernelError badKey(int env, Capability key) {
        if (!lives(env)) {
            return KernelError.NOT_OWNER;
        }
        return issued.contains(key) ? null : KernelError.FORGED_CAPABILITY;
    }

    /** Why a frame is not open to an environment, or null. */
    @Nullable
    KernelError badFrame(int env, int frame, Capability key, int rights, boolean mustOwn) {
        if (!isFrame(frame)) {
            return KernelError.BAD_ARGUMENT;
        }
        KernelError bad = badKey(env, key);
        if (bad != null) {
            return bad;
        }
        if (owner[frame] == 0 || (mustOwn && owner[frame] != env)) {
            return KernelError.NOT_OWNER;
        }
        return guard[frame] == key.name() && key.allows(rights) ? null : KernelError.INSUFFICIENT_RIGHTS;
    }

    /** Frames that an environment may have at a cycle. */
    int available(int env, long now) {
        demands.values().removeIf(demand -> demand.until() <= now);
        Demand own = demands.get(env);
        long turn = own == null ? Long.MAX_VALUE : own.order();
        int kept = demands.entrySet().stream()
                .filter(entry -> entry.getKey() != env && entry.getValue().order() < turn)
                .mapToInt(entry -> entry.getValue().frames())
                .sum();
        int free = framesOf(0).size();
        int owed = env(env).guaranteed - framesOf(env).size();
        return Math.max(free - kept, Math.clamp(owed, 0, free));
    }

    /** An environment lacks frames of some kind. The frames that should be asked for: none if there can never be enough. */
    List<Integer> wants(int env, int frames, long now, IntPredicate kind) {
        long attainable = framesOf(0).stream().filter(kind::test).count();
        for (ModelEnvironment other : environments) {
            if (other.alive && other.id != env) {
                List<Integer> held = framesOf(other.id);
                attainable += Math.clamp(held.size() - other.guaranteed, 0, (int)
                        held.stream().filter(kind::test).count());
            }
        }
        if (frames > attainable) {
            demands.remove(env);
            return List.of();
        }
        Demand before = demands.get(env);
        long order = before == null ? nextOrder++ : before.order();
        demands.put(env, new Demand(frames, now + LAPSES_AFTER, order));
        return toAskFor(frames, env, kind);
    }

    void wantsNothing(int env) {
        demands.remove(env);
    }

    /** The frames that should be asked for when an environment lacks some: by who holds most above its guarantee. */
    private List<Integer> toAskFor(int needed, int requester, IntPredicate kind) {
        long free = framesOf(0).stream().filter(kind::test).count();
        long coming = requests.keySet().stream().filter(kind::test).count();
        long missing = needed - free - coming;
        List<Integer> asked = new ArrayList<>();
        while (asked.size() < Math.max(0, missing)) {
            Integer frame = environments.stream()
                    .filter(env -> env.alive && env.id != requester && surplus(env, asked) > 0)
                    .sorted(Comparator.comparingInt(env -> -surplus(env, asked)))
                    .flatMap(env -> framesOf(env.id).stream())
                    .filter(each -> kind.test(each) && !requests.containsKey(each) && !asked.contains(each))
                    .findFirst()
                    .orElse(null);
            if (frame == null) {
                return asked;
            }
            asked.add(frame);
        }
        return asked;
    }

    /** Frames above the guarantee that have not been asked for. */
    int surplus(ModelEnvironment env, List<Integer> asked) {
        long open = framesOf(env.id).stream()
                .filter(frame -> requests.containsKey(frame) || asked.contains(frame))
                .count();
        return framesOf(env.id).size() - (int) open - env.guaranteed;
    }

    void bind(int frame, int env, long name) {
        volume.reused(frame);
        owner[frame] = env;
        guard[frame] = name;
    }

    /** A frame becomes free, with nothing left that leads to it. */
    void free(int frame) {
        owner[frame] = 0;
        unmap(frame);
        packets.breakFrame(frame, this);
        environments.forEach(env -> env.lose(frame));
    }

    /** An environment gives a frame back. */
    void release(int env, int frame) {
        close(frame);
        env(env).destinations.remove(frame);
        free(frame);
    }

    /** A capability has admitted a translation. */
    void admit(int env, int page, int frame, boolean writable, Capability key) {
        translations.put(new Page(env, page), new Mapping(frame, writable));
        admitted.put(new Page(env, page), key.rights());
    }

    /** A page gets other permissions. */
    void protect(Page page, int rights) {
        if (rights == 0) {
            translations.remove(page);
        } else {
            Mapping mapping = translations.get(page);
            if (mapping != null) {
                translations.put(page, new Mapping(mapping.frame(), rights != 1));
                volume.mapped(mapping.frame(), rights != 1);
            }
        }
    }

    void unmap(int frame) {
        translations.values().removeIf(mapping -> mapping.frame() == frame);
        promised.values().removeIf(mapping -> mapping.frame() == frame);
    }

    /** The request for a frame has been answered. */
    void close(int frame) {
        Request request = requests.remove(frame);
        if (request != null) {
            env(request.env())
                    .upcalls
                    .removeIf(upcall -> upcall instanceof Upcall.Revoke revoke
                            && revoke.resource().equals(new Resource.Frame(frame)));
        }
    }

    void destroy(int id) {
        dying = id;
        ModelEnvironment env = env(id);
        env.alive = false;
        env.upcalls.clear();
        env.forget();
        wantsNothing(id);
        callees.remove(id);
        packets.forget(id, this);
        resources.forget(id);
        List<Integer> callers = callees.entrySet().stream()
                .filter(entry -> entry.getValue() == id)
                .map(Map.Entry::getKey)
                .toList();
        for (int caller : callers) {
            callees.remove(caller);
            env(caller).post(new Upcall.CalleeEnded(id));
        }
        predicates.forget(id);
        volume.forget(id);
        for (int position = 0; position < SLICES; position++) {
            slices[position] = slices[position] == id ? 0 : slices[position];
        }
    }

    /** What is left of an environment once its open requests have been aborted. */
    void destroyed(int id) {
        dying = 0;
        framesOf(id).forEach(this::free);
        translations.keySet().removeIf(page -> page.env() == id);
        promised.keySet().removeIf(page -> page.env() == id);
        for (int block = 0; block < BLOCKS; block++) {
            blocks[block] = blocks[block] == id ? -1 : blocks[block];
        }
    }

    /** Something that the kernel says it did. Returns what is wrong with that, or null. */
    @Nullable
    String observe(KernelEvent event, int env, long cycle) {
        return switch (event) {
            case KernelEvent.RevocationRequested requested -> requested(requested, env);
            case KernelEvent.RevocationAborted aborted -> aborted(aborted, env, cycle);
            case KernelEvent.RevocationAcknowledged acknowledged ->
                requests.containsKey(acknowledged.frame()) ? null : "acknowledged what was not asked for";
            case KernelEvent.FrameReleased released -> {
                lose(released.frame(), env);
                yield null;
            }
            case KernelEvent.TransferSubmitted submitted -> {
                transfers.submitted(submitted, env);
                yield null;
            }
            case KernelEvent.TransferEnded ended -> transfers.ended(ended, env);
            case KernelEvent.InvariantBroken broken -> "invariant broken: " + broken;
            case KernelEvent.PredicateSet set -> predicates.observe(set, env, cycle);
            case KernelEvent.PredicateEnded ended -> predicates.observe(ended, env, cycle);
            default -> resources.observe(event, env, cycle);
        };
    }

    /** The environment that is being destroyed, or 0. */
    int dying() {
        return dying;
    }

    /** Whether a frame that a filter needs is being taken by force. */
    boolean losesFrameOf(PacketModel.Bound bound) {
        Loss loss = losing;
        return loss != null && bound.uses(loss.frame());
    }

    private @Nullable String requested(KernelEvent.RevocationRequested requested, int env) {
        int frame = requested.frame();
        if (requests.containsKey(frame) || owner[frame] != env || surplus(env(env), List.of()) <= 0) {
            return "frame " + frame + " may not be asked for";
        }
        requests.put(frame, new Request(env, requested.deadline()));
        env(env).post(new Upcall.Revoke(frame, requested.deadline()));
        return null;
    }

    private @Nullable String aborted(KernelEvent.RevocationAborted aborted, int env, long cycle) {
        int frame = aborted.frame();
        Request request = requests.get(frame);
        if (request == null || request.env() != env || (cycle < request.deadline() && dying != env)) {
            return "frame " + frame + " was taken without cause: " + request;
        }
        Integer block = env(env).destinations.remove(frame);
        close(frame);
        losing = new Loss(frame, aborted.block());
        int expected = block == null ? -1 : block;
        return expected == aborted.block() ? null : "frame %d should be saved to %d".formatted(frame, expected);
    }

    private void lose(int frame, int env) {
        Loss loss = losing;
        if (loss != null && loss.frame() == frame) {
            losing = null;
            free(frame);
            env(env).repossessions.add(new Exokernel.Repossession(frame, loss.block()));
            env(env).post(new Upcall.Repossessed());
        }
    }
}
