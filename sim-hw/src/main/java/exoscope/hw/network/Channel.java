package exoscope.hw.network;

import exoscope.hw.SeededRandom;

/** One direction of a link. What happens to which frame follows from the seed and the order of the frames. */
public final class Channel implements Line {
    private final LinkModel model;
    private final SeededRandom random;
    private final Station to;
    private long freeAt;
    private long sent;
    private long lost;
    private long duplicated;
    private long reordered;
    private long corrupted;

    public Channel(LinkModel model, long seed, Station to) {
        this.model = model;
        random = new SeededRandom(seed);
        this.to = to;
    }

    @Override
    public long send(Frame frame, long cycle) {
        freeAt = Math.max(cycle, freeAt) + model.cycles(frame);
        boolean lose = random.chance(model.loss());
        boolean twice = random.chance(model.duplication());
        boolean late = random.chance(model.reordering());
        boolean wrong = random.chance(model.corruption());
        sent++;
        if (lose) {
            lost++;
            return freeAt;
        }
        Frame arriving = wrong ? frame.damaged(random) : frame;
        long arrival = freeAt + model.latency() + (late ? model.delay() : 0);
        to.arrive(arriving, arrival);
        if (twice) {
            to.arrive(arriving, arrival + model.cycles(frame));
        }
        duplicated += twice ? 1 : 0;
        reordered += late ? 1 : 0;
        corrupted += wrong ? 1 : 0;
        return freeAt;
    }

    /** Frames sent. */
    public long sent() {
        return sent;
    }

    /** Frames that never arrive. */
    public long lost() {
        return lost;
    }

    /** Frames that arrive twice. */
    public long duplicated() {
        return duplicated;
    }

    /** Frames that are late. */
    public long reordered() {
        return reordered;
    }

    /** Frames that arrive with a bit wrong. */
    public long corrupted() {
        return corrupted;
    }
}
