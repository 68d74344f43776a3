package exoscope.grading.worker;

/**
 * What a worker may use up. Neither limit is part of a verdict: a worker that hits one has not been graded.
 *
 * @param seconds wall-clock time from its start to its end, a backstop only: runs have budgets in cycles
 * @param heapMegabytes Java heap
 */
public record WorkerLimits(int seconds, int heapMegabytes) {
    /** Generous for a submission that is honest about its size. */
    public static final WorkerLimits DEFAULT = new WorkerLimits(300, 256);
}
