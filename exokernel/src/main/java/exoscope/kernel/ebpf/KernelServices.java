package exoscope.kernel.ebpf;

/** What the kernel does for downloaded code, on behalf of the environment whose code it is. */
public interface KernelServices {
    /** The machine's cycle when the program began. */
    long now();

    /**
     * Sends a packet.
     *
     * @return whether it could be accepted
     */
    boolean send(byte[] packet);

    /**
     * Makes an environment that sleeps ready to run.
     *
     * @return whether there is such an environment
     */
    boolean wake(int environment);

    /** Says that a helper copied so many bytes. */
    default void copied(long bytes) {}
}
