package exoscope.libos;

import exoscope.kernel.Exokernel;
import java.util.List;

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

    /** Writes a word through the TLB, as {@link #load} reads one. A read-only page is a miss for a store; a page of {@link #program} is refused. */
    void store(int address, int value);

    /**
     * Gives the processor up until an upcall has been delivered to the code that calls this. Returns at once if one was
     * delivered since that code last waited, so that {@code while (!done) env.waitForUpcall();} misses nothing; and may
     * return although nothing of interest came.
     */
    void waitForUpcall();

    /**
     * Has all upcalls but {@link LibOs#onTlbMiss} wait, until {@link #leaveCritical} was called as often. Time past the end of the slice is
     * excess time: whole slices are forfeited for it, and too much ends the environment.
     */
    void enterCritical();

    /** Lets upcalls come again: those that had to wait come now. Returns whether any had to, or the slice is over. */
    boolean leaveCritical();

    /** The pages of the program that the environment was given, in ascending order; empty if it was given none. */
    List<ProgramPage> program();

    /**
     * Runs the program in user mode, from its entry point until it ends: its TLB misses, and its stores to pages mapped
     * read-only, run {@link LibOs#onTlbMiss}. To be called once.
     *
     * @return its exit code
     */
    int runProgram();

    /** Ends the program that an upcall has interrupted: {@link #runProgram} returns {@code code} afterwards. */
    void stopProgram(int code, String reason);
}
