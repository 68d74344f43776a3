package exoscope.kernel.ebpf;

/** What the kernel does when a program calls a helper. It must depend on nothing but its arguments and the machine. */
@FunctionalInterface
public interface HelperFunction {
    /**
     * Called with r1 to r5, of which the verifier has checked as many as the signature says.
     *
     * @return r0
     */
    long call(Execution execution, long r1, long r2, long r3, long r4, long r5);
}
