package exoscope.kernel;

import exoscope.kernel.filter.Filter;
import exoscope.kernel.filter.FilterTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Who wants a slice, an extent or a filter that another has: the kernel's policy for what is asked for by name. ({@link Demands}
 * is the policy for frames, which are asked for by number.)
 *
 * <p>The kernel asks for just what was named, and only where that makes shares more even: whoever is asked keeps at least its
 * guarantee, and no less than the claimant will have then. So no environment can take more than a fair share from another, two
 * do not take turns in taking the same thing, and a claim that cannot be met is refused at once, with the reason. What is
 * given back is kept for the claimant, who has to come for it while the claim lasts.
 */
final class Claims {
    /** @param filter what the claimant wants to install, or null if it wants something else */
    private record Claim(int env, Resource wanted, @Nullable Filter filter, long until) {}

    private final Kernel kernel;
    /** At most one for a resource, oldest first. */
    private final List<Claim> claims = new ArrayList<>();

    Claims(Kernel kernel) {
        this.kernel = kernel;
    }

    /** Forgets the claims of an environment that is no more. */
    void forget(int env) {
        claims.removeIf(claim -> claim.env() == env);
    }

    /** An environment has got something: if it claimed that, the claim is met. */
    void met(int env, Resource resource) {
        claims.removeIf(claim -> claim.env() == env && claim.filter() == null && shared(claim.wanted(), resource));
    }

    /** An environment has installed a filter. */
    void met(int env, Filter filter) {
        claims.removeIf(claim -> claim.env() == env && filter.equals(claim.filter()));
    }

    /** Why an environment may not have something even if it is free, or null if it may. */
    @Nullable
    String keptFrom(int env, Resource resource) {
        lapse();
        for (Claim claim : claims) {
            if (claim.env() != env && claim.filter() == null && shared(claim.wanted(), resource)) {
                return claim.wanted().inWords() + ": environment " + claim.env() + " asked before";
            }
        }
        return null;
    }

    /** Why an environment may not install a filter even if no other is in its way, or null if it may. */
    @Nullable
    String keptFrom(int env, Filter filter) {
        lapse();
        for (Claim claim : claims) {
            Filter wanted = claim.filter();
            if (claim.env() != env && wanted != null && FilterTable.inTheWay(filter, wanted)) {
                return "it would be in the way of a filter that environment " + claim.env() + " asked for before";
            }
        }
        return null;
    }

    /** Whether an environment has a claim to some of this. */
    boolean has(int env, Resource resource) {
        lapse();
        return claims.stream().anyMatch(claim -> claim.env() == env && shared(claim.wanted(), resource));
    }

    /**
     * Asks for what is in the way of something, all of it or nothing, and keeps it for the claimant.
     *
     * @param wanted what it is to have; nobody else claims any of it
     * @param filter the filter that it wants to install, if it is that
     * @param inTheWay what others have of it
     * @return why that will not be, or null if it has been asked for, now or before
     */
    @Nullable
    String stake(int env, Resource wanted, @Nullable Filter filter, List<? extends Resource> inTheWay) {
        lapse();
        List<? extends Resource> ask = inTheWay.stream()
                .filter(each -> !kernel.revocations().pending(each))
                .toList();
        String obstacle = obstacle(env, wanted, ask);
        if (obstacle == null) {
            ask.forEach(kernel.revocations()::request);
            claims.removeIf(claim -> claim.env() == env && shared(claim.wanted(), wanted));
            long until = kernel.machine().clock().now() + Demands.LAPSES_AFTER;
            claims.add(new Claim(env, wanted, filter, until));
            kernel.tracer()
                    .emitFor(env, new KernelEvent.ResourceClaimed(wanted.kind(), wanted.name(), wanted.units(), until));
        }
        return obstacle;
    }

    private @Nullable String obstacle(int env, Resource wanted, List<? extends Resource> ask) {
        Resource.Kind kind = wanted.kind();
        int share = kernel.resources().held(kind, env) + claimed(env, wanted) + wanted.units();
        Map<Integer, Integer> losses = new TreeMap<>();
        ask.forEach(each -> losses.merge(kernel.resources().ownerOf(each), each.units(), Integer::sum));
        for (Map.Entry<Integer, Integer> loss : losses.entrySet()) {
            int owner = loss.getKey();
            int left =
                    kernel.resources().held(kind, owner) - kernel.revocations().asked(kind, owner) - loss.getValue();
            if (left < kernel.resources().guaranteed(kind, owner)) {
                return "environment " + owner + " has no more than it is guaranteed";
            }
            if (left < share) {
                return "environment %d would keep %d, less than the %d of environment %d"
                        .formatted(owner, left, share, env);
            }
        }
        return null;
    }

    /** How much of a kind an environment claims beside this, in units. */
    private int claimed(int env, Resource beside) {
        return claims.stream()
                .filter(claim -> claim.env() == env && claim.wanted().kind() == beside.kind())
                .filter(claim -> !shared(claim.wanted(), beside))
                .mapToInt(claim -> claim.wanted().units())
                .sum();
    }

    private static boolean shared(Resource one, Resource other) {
        if (one instanceof Resource.Extent some && other instanceof Resource.Extent more) {
            return some.overlaps(more);
        }
        return one.equals(other);
    }

    private void lapse() {
        long now = kernel.machine().clock().now();
        claims.removeIf(claim -> claim.until() <= now);
    }
}
