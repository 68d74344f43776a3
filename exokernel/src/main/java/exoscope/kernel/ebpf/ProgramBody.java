package exoscope.kernel.ebpf;

/** A verified program in the form in which it is executed. */
@FunctionalInterface
interface ProgramBody {
    /**
     * Executes the program once.
     *
     * @param context what r1 holds
     * @return r0
     */
    long run(Execution execution, long context);
}
