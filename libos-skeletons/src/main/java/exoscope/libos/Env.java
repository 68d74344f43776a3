package exoscope.libos;

import exoscope.kernel.Exokernel;

/** What a library operating system can do: call the kernel, use its own memory, and wait. */
public interface Env {
    /** The kernel calls of this environment. */
    Exokernel kernel();

    /**
     * Reads a word of the environment's memory through the TLB; a miss runs {@link LibOs#onTlbMiss} and tries again.
     *
     * @param address virtual, a multiple of 4, in user space
     */
    int load(int address);

    /** Writes a word through the TLB, as {@link #load} reads one. A read-only page is a miss for a store. */
    void store(int address, int value);

    /** Gives the processor up until an upcall has been delivered. */
    void waitForUpcall();
}
