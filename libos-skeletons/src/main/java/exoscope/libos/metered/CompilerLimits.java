package exoscope.libos.metered;

/**
 * What compiling a submission may use up. Time is the CPU's, so that a busy computer is not the student's fault.
 *
 * @param seconds of CPU time of the compiler's thread; of the whole process, twice as much
 * @param megabytes of heap
 */
public record CompilerLimits(int seconds, int megabytes) {
    /** Fifty times what a lab's reference takes. */
    public static final CompilerLimits DEFAULT = new CompilerLimits(5, 256);
}
