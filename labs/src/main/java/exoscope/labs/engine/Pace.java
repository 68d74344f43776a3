package exoscope.labs.engine;

import exoscope.labs.plan.Fault;
import java.util.List;
import java.util.stream.LongStream;

/**
 * How far a run came, in charge points of metered Java and in packets: places that a plan can name and a trace does not.
 *
 * @param chargePoints how many each environment reached, environment 1 first
 * @param answers which one the student's environment had reached last, each time it gave a frame back that it was asked for
 * @param answering where the student's code for a revocation ran, with whatever it was interrupted by
 * @param packets put on the cable, at either end
 * @param inVain planned revocations that came when there was no frame to ask for
 */
public record Pace(List<Long> chargePoints, List<Long> answers, List<Span> answering, long packets, long inVain) {
    /** Charge points that are listed at most: what a process under a submission's influence says is not to be believed. */
    private static final int MOST_POINTS = 100_000;

    /** Nothing is known. */
    public static final Pace UNKNOWN = new Pace(List.of(), List.of(), List.of(), 0, 0);

    /** Charge points from one to another, both included. */
    public record Span(long first, long last) {}

    public Pace(List<Long> chargePoints, List<Long> answers, List<Span> answering, long packets, long inVain) {
        this.inVain = inVain;
        this.packets = packets;
        this.chargePoints = List.copyOf(chargePoints);
        this.answers = List.copyOf(answers);
        this.answering = List.copyOf(answering);
    }

    /** Charge points of an environment. */
    public long of(int env) {
        return env <= chargePoints.size() ? chargePoints.get(env - 1) : 0;
    }

    /** The student's charge points while it answered revocations. */
    public List<Long> whileAnswering() {
        return answering.stream()
                .flatMap(span -> LongStream.rangeClosed(Math.max(1, span.first()), Math.min(span.last(), Fault.LARGEST))
                        .boxed())
                .limit(MOST_POINTS)
                .toList();
    }
}
