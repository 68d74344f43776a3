package exoscope.kernel;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The kernel's record of one environment. It holds no policy: what the environment does with its resources is its own. */
final class Environment {
    /** Things that an environment may have begun without having been told of their end. */
    static final int MOST_UNANSWERED = 1024;

    final int id;
    final String name;
    /** Frames below which the kernel never revokes (SOSP'95 §3.4). */
    final int guaranteed;

    /** Upcalls not yet delivered, oldest first. */
    private final Deque<Upcall> upcalls = new ArrayDeque<>();

    private final List<Exokernel.Repossession> repossessions = new ArrayList<>();
    /** Blocks to which the kernel saves what it takes by force. */
    private final NavigableMap<Resource, Integer> destinations = new TreeMap<>(Resource.ORDER);

    private int grantedBlocks;
    private boolean alive = true;
    /** Control transfers to it that wait to be taken. */
    private int called;
    /** Whether the code has nothing to do until an upcall comes. */
    private boolean waiting;

    private boolean wantsSliceStart;
    private boolean wantsSliceEnd;
    /** Whether its slice is over and it has not given the processor up yet. */
    private boolean overdue;

    /** Transfers, packets, roots, templates and waits that it began and has not been told the end of. */
    private int unanswered;
    /** Whether it has been told so, and the code for that has not returned. */
    private boolean saving;

    Environment(int id, String name, int guaranteed) {
        this.id = id;
        this.name = name;
        this.guaranteed = guaranteed;
    }

    boolean alive() {
        return alive;
    }

    void end() {
        alive = false;
        upcalls.clear();
        called = 0;
    }

    /** How many control transfers to it wait to be taken. */
    int called() {
        return called;
    }

    /** A control transfer: its entry runs before anything else does. */
    void call(Upcall.Called call) {
        upcalls.addFirst(call);
        called++;
    }

    void post(Upcall upcall) {
        if (alive) {
            upcalls.add(upcall);
        }
    }

    /** Something began whose end it will be told. Without a bound, what waits to be told could fill the kernel. */
    void expectAnswer() {
        unanswered++;
    }

    /** Whether so much is to be told it that nothing more may be begun. */
    boolean tooMuchUnanswered() {
        return unanswered >= MOST_UNANSWERED;
    }

    void wantSliceUpcalls(boolean start, boolean end) {
        wantsSliceStart = start;
        wantsSliceEnd = end;
    }

    /** Has it told that it has got the processor, before anything else, if it wants to know. */
    void startSlice(int position) {
        if (wantsSliceStart) {
            upcalls.removeIf(upcall -> upcall instanceof Upcall.SliceStarting);
            upcalls.addFirst(new Upcall.SliceStarting(position));
        }
    }

    /** Its slice is over. It is told before anything else, if it wants to know and {@code mayBorrow}. */
    void endSlice(int position, boolean mayBorrow) {
        overdue = true;
        if (wantsSliceEnd && mayBorrow) {
            upcalls.addFirst(new Upcall.SliceEnding(position));
        }
    }

    /** It has given the processor up, or lost it. */
    void leaveProcessor() {
        if (overdue) {
            overdue = false;
            saving = false;
            upcalls.removeIf(upcall -> upcall instanceof Upcall.SliceEnding);
        }
    }

    /** Whether its slice is over and it has not given the processor up yet. */
    boolean overdue() {
        return overdue;
    }

    /** Whether it is still to be told that its slice is over, or has not dealt with that. */
    boolean saving() {
        if (saving) {
            return true;
        }
        for (Upcall upcall : upcalls) {
            if (upcall instanceof Upcall.SliceEnding) {
                return true;
            }
        }
        return false;
    }

    /** The code for the end of its slice has returned. */
    void saved() {
        saving = false;
    }

    /** What is waiting to be delivered, oldest first. */
    List<Upcall> pending() {
        return List.copyOf(upcalls);
    }

    /** The kinds of what is waiting: a bit for each {@link Upcall#number()}. */
    int pendingKinds() {
        int kinds = 0;
        for (Upcall upcall : upcalls) {
            kinds |= 1 << upcall.number();
        }
        return kinds;
    }

    /** Posts an upcall unless the same one is waiting already. */
    void postOnce(Upcall upcall) {
        if (!upcalls.contains(upcall)) {
            post(upcall);
        }
    }

    /** Takes back what has not been delivered about a filter that is gone. */
    void withdrawPacket(int filter) {
        upcalls.remove(new Upcall.PacketArrived(filter));
    }

    /** The oldest upcall that is waiting, taken off the queue. */
    @Nullable
    Upcall nextUpcall() {
        Upcall next = upcalls.poll();
        called -= next instanceof Upcall.Called ? 1 : 0;
        saving |= next instanceof Upcall.SliceEnding;
        unanswered -= next != null && answers(next) && unanswered > 0 ? 1 : 0;
        return next;
    }

    /** Whether an upcall tells of the end of something that the environment began. */
    private static boolean answers(Upcall upcall) {
        return switch (upcall) {
            case Upcall.TransferDone transferred -> true;
            case Upcall.BlocksTransferred transferred -> true;
            case Upcall.BlockRead read -> true;
            case Upcall.BlockWritten written -> true;
            case Upcall.TemplateWritten written -> true;
            case Upcall.RootWritten written -> true;
            case Upcall.PacketTransmitted transmitted -> true;
            case Upcall.PredicateEnded ended -> true;
            default -> false;
        };
    }

    /** Takes back a request that has not been delivered: it has its outcome already. */
    void withdrawRevocation(Resource resource) {
        upcalls.removeIf(upcall ->
                upcall instanceof Upcall.Revoke revoke && revoke.resource().equals(resource));
    }

    void setWaiting(boolean waiting) {
        this.waiting = waiting;
    }

    /** Whether a slice would be of use to it. */
    boolean runnable() {
        return alive && (!waiting || !upcalls.isEmpty());
    }

    /** Blocks that it had from the beginning, below which the kernel never revokes. */
    int grantedBlocks() {
        return grantedBlocks;
    }

    void grantBlocks(int blocks) {
        grantedBlocks += blocks;
    }

    /** Remembers where to save a frame or an extent, instead of what was said before about any of it. */
    void preload(Resource resource, int block) {
        if (resource instanceof Resource.Extent extent) {
            destinations.keySet().removeIf(each -> each instanceof Resource.Extent other && other.overlaps(extent));
        }
        destinations.put(resource, block);
    }

    /** What else is to be saved to one of the blocks from this one on that a resource needs, or null. */
    @Nullable
    Resource destinedFor(int block, Resource resource) {
        Resource.Extent place = new Resource.Extent(block, resource.units());
        for (Map.Entry<Resource, Integer> each : destinations.entrySet()) {
            Resource other = each.getKey();
            boolean replaced = other.equals(resource)
                    || (other instanceof Resource.Extent some
                            && resource instanceof Resource.Extent more
                            && some.overlaps(more));
            if (!replaced && place.overlaps(new Resource.Extent(each.getValue(), other.units()))) {
                return other;
            }
        }
        return null;
    }

    /** The block pre-loaded for a frame, or -1; forgotten once asked for, since the frame is leaving. */
    int takeDestination(int frame) {
        Integer block = destinations.remove(new Resource.Frame(frame));
        return block == null ? -1 : block;
    }

    /** The first of the blocks pre-loaded for an extent, alone or as part of a larger one, or -1. */
    int destinationOf(Resource.Extent extent) {
        for (Map.Entry<Resource, Integer> each : destinations.entrySet()) {
            if (each.getKey() instanceof Resource.Extent whole && whole.contains(extent)) {
                return each.getValue() + extent.first() - whole.first();
            }
        }
        return -1;
    }

    /** The environment loses blocks: nothing can be saved there any more, and they need not be saved. */
    void forgetDestinations(Resource.Extent lost) {
        destinations.entrySet().removeIf(each -> {
            int blocks = each.getKey().units();
            boolean into = lost.overlaps(new Resource.Extent(each.getValue(), blocks));
            return into || (each.getKey() instanceof Resource.Extent from && lost.contains(from));
        });
    }

    void recordRepossession(Resource resource, int block) {
        repossessions.add(new Exokernel.Repossession(resource, block));
        post(new Upcall.Repossessed());
    }

    List<Exokernel.Repossession> takeRepossessions() {
        List<Exokernel.Repossession> taken = List.copyOf(repossessions);
        repossessions.clear();
        return taken;
    }
}
