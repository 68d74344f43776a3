package exoscope.grading.soak.kernel;

import exoscope.grading.soak.kernel.KernelModel.Request;
import exoscope.grading.soak.kernel.PacketModel.Bound;
import exoscope.grading.soak.kernel.PacketModel.Wanted;
import exoscope.kernel.Exokernel;
import exoscope.kernel.KernelEvent;
import exoscope.kernel.Resource;
import exoscope.kernel.Upcall;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the kernel should know of slices, extents and filters that are asked back, and of who claims them. */
final class ResourceModel {
    /** Cycles for which a claim lasts that is not repeated. */
    private static final long LASTS = 2_000_000;

    /** @param filter what the claimant wants to install, or null if it wants something else */
    private record Claim(int env, Resource wanted, @Nullable Wanted filter, long until) {}

    private record Loss(Resource.Extent extent, int env, int block) {}

    /** Open requests. */
    final Map<Resource, Request> open = new TreeMap<>(Resource.ORDER);
    /** What the kernel asked for in the present step, in order. */
    final List<Resource> requested = new ArrayList<>();

    private final KernelModel model;
    private final List<Claim> claims = new ArrayList<>();
    /** Until when the claim of the present step lasts, or 0. */
    private long claimedUntil;

    private @Nullable Loss losing;

    ResourceModel(KernelModel model) {
        this.model = model;
    }

    void beginStep() {
        requested.clear();
        claimedUntil = 0;
    }

    static boolean isExtent(Resource.Extent extent) {
        return extent.first() >= 0
                && extent.blocks() >= 1
                && (long) extent.first() + extent.blocks() <= KernelModel.BLOCKS;
    }

    static boolean shared(Resource one, Resource other) {
        if (one instanceof Resource.Extent a && other instanceof Resource.Extent b) {
            return a.first() < b.first() + b.blocks() && b.first() < a.first() + a.blocks();
        }
        return one.equals(other);
    }

    /** The environment that has all of a resource, or 0. */
    int owner(Resource resource) {
        return switch (resource) {
            case Resource.Frame frame ->
                KernelModel.isFrame(frame.frame()) ? Math.max(0, model.owner[frame.frame()]) : 0;
            case Resource.Slice slice -> {
                int at = slice.position();
                yield at >= 0 && at < KernelModel.SLICES ? model.slices[at] : 0;
            }
            case Resource.Extent extent -> {
                int owner = isExtent(extent) ? model.blocks[extent.first()] : 0;
                boolean one = owner > 0
                        && Arrays.stream(model.blocks, extent.first(), extent.first() + extent.blocks())
                                .allMatch(each -> each == owner);
                yield one ? owner : 0;
            }
            case Resource.Filter filter -> {
                Bound bound = model.packets.filters.get(filter.filter());
                yield bound == null ? 0 : bound.env;
            }
        };
    }

    private int held(Resource.Kind kind, int env) {
        return (int)
                switch (kind) {
                    case FRAME -> model.framesOf(env).size();
                    case SLICE ->
                        Arrays.stream(model.slices)
                                .filter(owner -> owner == env)
                                .count();
                    case EXTENT ->
                        Arrays.stream(model.blocks)
                                .filter(owner -> owner == env)
                                .count();
                    case FILTER -> model.packets.filtersOf(env);
                };
    }

    private int asked(Resource.Kind kind, int env) {
        return open.entrySet().stream()
                .filter(each -> each.getKey().kind() == kind && each.getValue().env() == env)
                .mapToInt(each -> each.getKey().units())
                .sum();
    }

    private static int guaranteed(Resource.Kind kind) {
        return kind == Resource.Kind.SLICE ? 1 : 0;
    }

    /** Whether the kernel may ask for something, for a reason of its own. */
    boolean mayAsk(Resource resource) {
        int owner = owner(resource);
        Resource.Kind kind = resource.kind();
        return owner != 0
                && open.keySet().stream().noneMatch(each -> shared(each, resource))
                && held(kind, owner) - asked(kind, owner) - resource.units() >= guaranteed(kind);
    }

    /** Whether something is kept for another environment. */
    boolean kept(int env, Resource resource, long now) {
        return claims.stream()
                .anyMatch(claim -> claim.until() > now
                        && claim.env() != env
                        && claim.filter() == null
                        && shared(claim.wanted(), resource));
    }

    /** Whether a filter would be in the way of one that another environment claims. */
    boolean kept(int env, Wanted filter, long now) {
        return claims.stream().anyMatch(claim -> {
            Wanted wanted = claim.filter();
            return claim.until() > now
                    && claim.env() != env
                    && wanted != null
                    && (wanted.equals(filter) || PacketModel.couldTake(wanted, filter));
        });
    }

    /** Whether an environment claims some of this. */
    boolean claims(int env, Resource resource, long now) {
        return claims.stream()
                .anyMatch(claim -> claim.until() > now && claim.env() == env && shared(claim.wanted(), resource));
    }

    /** What the kernel should ask for when somebody wants what others have; null if it should not. */
    @Nullable
    List<Resource> toAskFor(int env, Resource wanted, List<? extends Resource> inTheWay, long now) {
        List<Resource> ask = new ArrayList<>(inTheWay);
        ask.removeIf(open::containsKey);
        Resource.Kind kind = wanted.kind();
        int claimed = claims.stream()
                .filter(claim -> claim.until() > now && claim.env() == env)
                .filter(claim -> claim.wanted().kind() == kind && !shared(claim.wanted(), wanted))
                .mapToInt(claim -> claim.wanted().units())
                .sum();
        int share = held(kind, env) + claimed + wanted.units();
        for (Resource each : ask) {
            int owner = owner(each);
            int loss = ask.stream()
                    .filter(other -> owner(other) == owner)
                    .mapToInt(Resource::units)
                    .sum();
            if (held(kind, owner) - asked(kind, owner) - loss < Math.max(guaranteed(kind), share)) {
                return null;
            }
        }
        return ask;
    }

    /** An environment's claim was accepted. Returns what is wrong with what the kernel did, or null. */
    @Nullable
    String staked(int env, Resource wanted, @Nullable Wanted filter, List<Resource> ask) {
        claims.removeIf(claim -> claim.env() == env && shared(claim.wanted(), wanted));
        claims.add(new Claim(env, wanted, filter, claimedUntil));
        String difference = Difference.same(ask, requested);
        return claimedUntil == 0 ? "a claim that the trace does not have" : difference;
    }

    /** An environment has what it wanted. */
    void met(int env, Resource resource) {
        claims.removeIf(claim -> claim.env() == env && claim.filter() == null && shared(claim.wanted(), resource));
    }

    void met(int env, Wanted filter) {
        claims.removeIf(claim -> claim.env() == env && filter.equals(claim.filter()));
    }

    void forget(int env) {
        claims.removeIf(claim -> claim.env() == env);
    }

    /** An environment loses blocks. */
    void loseBlocks(int env, Resource.Extent extent) {
        Arrays.fill(model.blocks, extent.first(), extent.first() + extent.blocks(), -1);
        ModelEnvironment of = model.env(env);
        of.destinations.values().removeIf(block -> shared(extent, new Resource.Extent(block, 1)));
        of.places.entrySet().removeIf(each -> {
            Resource.Extent from = each.getKey();
            boolean into = shared(extent, new Resource.Extent(each.getValue(), from.blocks()));
            return into || inside(from, extent);
        });
    }

    private static boolean inside(Resource.Extent part, Resource.Extent whole) {
        return part.first() >= whole.first() && part.first() + part.blocks() <= whole.first() + whole.blocks();
    }

    private int place(int env, Resource.Extent extent) {
        return model.env(env).places.entrySet().stream()
                .filter(each -> inside(extent, each.getKey()))
                .mapToInt(
                        each -> each.getValue() + extent.first() - each.getKey().first())
                .findFirst()
                .orElse(-1);
    }

    /** Something that the kernel says it did. Returns what is wrong with that, or null. */
    @Nullable
    String observe(KernelEvent event, int env, long cycle) {
        return switch (event) {
            case KernelEvent.ResourceRequested asked ->
                requested(Resource.of(asked.kind(), asked.first(), asked.units()), env, asked.deadline());
            case KernelEvent.ResourceReturned returned ->
                close(Resource.of(returned.kind(), returned.first(), returned.units()), env);
            case KernelEvent.ResourceRepossessed taken ->
                taken(Resource.of(taken.kind(), taken.first(), taken.units()), env, taken.block(), cycle);
            case KernelEvent.ExtentReleased released -> {
                lose(new Resource.Extent(released.firstBlock(), released.blocks()));
                yield null;
            }
            case KernelEvent.ResourceClaimed claimed -> {
                claimedUntil = claimed.until();
                yield claimed.until() == cycle + LASTS ? null : "a claim that lasts too long: " + claimed;
            }
            default -> null;
        };
    }

    private @Nullable String requested(Resource resource, int env, long deadline) {
        if (owner(resource) != env || !mayAsk(resource)) {
            return resource.inWords() + " may not be asked for";
        }
        open.put(resource, new Request(env, deadline));
        requested.add(resource);
        model.env(env).post(new Upcall.Revoke(resource, deadline));
        return null;
    }

    private @Nullable String close(Resource resource, int env) {
        Request request = open.remove(resource);
        model.env(env)
                .upcalls
                .removeIf(upcall -> upcall instanceof Upcall.Revoke revoke
                        && revoke.resource().equals(resource));
        return request == null || request.env() != env ? "not asked for: " + resource : null;
    }

    private @Nullable String taken(Resource resource, int env, int block, long cycle) {
        Request request = open.get(resource);
        boolean due = request != null && (cycle >= request.deadline() || model.dying() == env);
        int filter = resource instanceof Resource.Filter one ? one.filter() : -1;
        Bound bound = model.packets.filters.get(filter);
        boolean withItsFrame = bound != null && model.losesFrameOf(bound);
        String difference = close(resource, env);
        if (difference != null || (!due && !withItsFrame)) {
            return resource.inWords() + " was taken without cause: " + request;
        }
        int place = resource instanceof Resource.Extent extent ? place(env, extent) : -1;
        if (resource instanceof Resource.Extent extent) {
            losing = new Loss(extent, env, block);
        } else {
            record(resource, env, -1);
        }
        if (resource instanceof Resource.Slice slice) {
            model.slices[slice.position()] = 0;
        } else if (bound != null) {
            model.packets.remove(bound, model);
        }
        return place == block ? null : "%s should be saved to %d".formatted(resource.inWords(), place);
    }

    private void lose(Resource.Extent extent) {
        Loss loss = losing;
        if (loss != null && loss.extent().equals(extent)) {
            losing = null;
            loseBlocks(loss.env(), extent);
            record(extent, loss.env(), loss.block());
        }
    }

    private void record(Resource resource, int env, int block) {
        model.env(env).repossessions.add(new Exokernel.Repossession(resource, block));
        model.env(env).post(new Upcall.Repossessed());
    }

    /** What must be true between calls. */
    @Nullable
    String difference() {
        for (Map.Entry<Resource, Request> each : open.entrySet()) {
            if (owner(each.getKey()) != each.getValue().env()) {
                return "%s is asked for from %d, and belongs to %d"
                        .formatted(each.getKey().inWords(), each.getValue().env(), owner(each.getKey()));
            }
        }
        return null;
    }
}
