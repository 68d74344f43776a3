package exoscope.hw;

import java.util.List;

/**
 * Several machines that exchange frames, and so need clocks that agree.
 *
 * <p>The member with the lowest clock, the first of them in the order given, runs until it is ahead of all others by less
 * than {@code lookahead}, the least time that anything takes from one to another. Whatever another member may still send
 * it arrives later than that. Who runs when follows from the clocks alone, so a run repeats exactly.
 */
public final class Ensemble {
    /** Something with a clock of its own. */
    public interface Member {
        /** Its cycle. */
        long now();

        /** Lets it run until its clock reads {@code cycle}, or a little more where it cannot stop in between. */
        void advance(long cycle);
    }

    private static final int NOBODY = -1;

    private final List<Member> members;
    private final long lookahead;

    /** @param lookahead cycles, at least 1: the lowest latency of the links between the members */
    public Ensemble(long lookahead, List<Member> members) {
        if (lookahead < 1 || members.isEmpty()) {
            throw new IllegalArgumentException(
                    members.size() + " members that look " + lookahead + " cycles ahead: neither may be 0");
        }
        this.members = List.copyOf(members);
        this.lookahead = lookahead;
    }

    /** Runs all members until the clock of each reads {@code cycle}. */
    public void advance(long cycle) {
        int next = lowest(NOBODY);
        while (members.get(next).now() < cycle) {
            Member behind = members.get(next);
            long before = behind.now();
            int other = lowest(next);
            long ahead = other == NOBODY ? cycle : members.get(other).now() + lookahead;
            behind.advance(Math.min(cycle, ahead));
            if (behind.now() <= before) {
                throw new IllegalStateException("member " + next + " stays at cycle " + before);
            }
            next = lowest(NOBODY);
        }
    }

    /** The first member with the lowest clock of all but one. */
    private int lowest(int except) {
        int lowest = NOBODY;
        for (int i = 0; i < members.size(); i++) {
            boolean lower = lowest == NOBODY
                    || members.get(i).now() < members.get(lowest).now();
            lowest = i != except && lower ? i : lowest;
        }
        return lowest;
    }
}
